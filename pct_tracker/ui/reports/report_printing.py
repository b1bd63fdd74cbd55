"""Prints pages of the report on a printer of the system, each on paper of its own shape."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

PRINT_DPI = 200
"""Dots per inch of the pictures that are printed."""


def print_pages(pictures: Sequence[bytes], printer: QPrinter) -> bool:
    """Prints PNG pictures, one a page; those that are wider than high on landscape. False if the printer does not take them."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    images = [QImage.fromData(picture) for picture in pictures]
    if not images:
        return False
    _turn(printer, images[0])
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number, image in enumerate(images):
        if number:
            _turn(printer, image)
            printer.newPage()
        area = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        size = image.size().toSizeF().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(area.topLeft(), size), image)
    return painter.end()


def _turn(printer: QPrinter, image: QImage) -> None:
    landscape = image.width() > image.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
