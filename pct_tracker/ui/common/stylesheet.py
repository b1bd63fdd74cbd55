"""The style sheet over Fusion, built from a set of colours.

Pages choose a look by the property `role`:

* buttons: `primary`, `flat`, `nav` (side navigation, checkable), `strip` (figures below), `segment`, `chip`, `tab`, `fold`,
  `link`, `pin`
* frames: `input` (outlined like a field; `focused` moves the ring), `card`, `notice` (with `severity`), `rule` (a thin line)
* labels: `muted`, `severity` by the property of that name

What is in a widget with the property `reading` is disabled and still read: its words stay dark.
"""

from dataclasses import asdict
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor

from pct_tracker.ui.common.colours import Colours

_SHEET = Template(
    """
QToolTip { color: $text; background: $raised; border: 1px solid $border; padding: 4px; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }

QLabel[role="muted"] { color: $muted; }
QLabel[severity="error"] { color: $error; }
QLabel[severity="warning"] { color: $warning; }
QLabel[severity="hint"] { color: $hint; }
QLabel:disabled { color: $disabled; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QFrame[role="input"] {
    color: $text; background: $base; border: 1px solid $border; border-radius: 4px; padding: 3px 7px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $muted;
}
QPlainTextEdit, QTextEdit { padding: 1px 3px; }
QFrame[role="input"] { padding: 2px; }
QLineEdit[severity="error"], QPlainTextEdit[severity="error"],
QComboBox[severity="error"], QFrame[role="input"][severity="error"] {
    border-color: $error;
}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 2px 6px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 0px 2px; }
QFrame[role="input"][focused="true"] { border: 2px solid $accent; padding: 1px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QFrame[role="input"]:disabled {
    color: $disabled; background: $window; border-color: $faint;
}
QFrame[role="input"] QLineEdit, QFrame[role="input"] QLineEdit:focus { border: none; padding: 1px 4px; background: transparent; }
QAbstractSpinBox > QLineEdit, QAbstractSpinBox > QLineEdit:focus { border: none; padding: 0; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down { border: none; width: 22px; subcontrol-origin: border; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$icons/combo-arrow.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView, QListView[role="popup"] {
    color: $text; background: $base; border: 1px solid $border; padding: 2px; outline: none;
    selection-background-color: $accent; selection-color: $on_accent;
}
QListView[role="popup"]::item { padding: 3px 6px; }

QCheckBox::indicator:unchecked, QRadioButton::indicator:unchecked, QTableView::indicator:unchecked {
    border: 1px solid $border; background: $base; width: 12px; height: 12px;
}
QCheckBox::indicator:unchecked, QTableView::indicator:unchecked { border-radius: 2px; }
QRadioButton::indicator:unchecked { border-radius: 7px; }
QCheckBox::indicator:checked, QTableView::indicator:checked {
    border: 1px solid $accent; border-radius: 2px; background: $accent; width: 12px; height: 12px;
    image: url("$icons/tick-$tick.svg");
}
QRadioButton::indicator:checked { border: 4px solid $accent; border-radius: 7px; background: $base; width: 6px; height: 6px; }
QCheckBox::indicator:checked:disabled, QTableView::indicator:checked:disabled { background: $disabled; }
QCheckBox::indicator:disabled, QTableView::indicator:disabled, QRadioButton::indicator:disabled { border-color: $faint; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton {
    color: $text; background: $base; border: 1px solid $border; border-radius: 4px; padding: 5px 13px;
}
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 12px; }
QPushButton:disabled { color: $disabled; border-color: $faint; background: $window; }
QPushButton[role="primary"] { color: $on_accent; background: $accent; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { color: $disabled; background: $raised; border-color: $faint; }
QPushButton[role="link"] { color: $accent; background: transparent; border: 1px solid $accent; padding: 1px 8px; }
QPushButton[role="link"]:hover { background: $accent_soft; }
QPushButton[role="link"]:focus { border: 2px solid $accent; padding: 0px 7px; }

QToolButton { color: $text; background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px; }
QToolButton:hover { background: $raised; border-color: $line; }
QToolButton:pressed { background: $line; }
QToolButton:checked { color: $accent; background: $accent_soft; border-color: $accent; }
QToolButton:focus { border: 2px solid $accent; padding: 2px; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }

QToolButton[role="segment"], QToolButton[role="chip"] {
    color: $text; background: $base; border: 1px solid $border; padding: 3px 9px;
}
QToolButton[role="chip"] { border-radius: 11px; }
QToolButton[role="segment"]:hover, QToolButton[role="chip"]:hover { background: $raised; }
QToolButton[role="segment"]:checked, QToolButton[role="chip"]:checked {
    color: $on_accent; background: $accent; border-color: $accent;
}
QToolButton[role="segment"]:focus, QToolButton[role="chip"]:focus { border: 2px solid $accent; padding: 2px 8px; }
QToolButton[role="segment"]:checked:focus, QToolButton[role="chip"]:checked:focus { border: 2px solid $text; }
QToolButton[role="segment"]:disabled, QToolButton[role="chip"]:disabled {
    color: $disabled; background: $window; border-color: $faint;
}

QWidget[reading="true"] QLabel:disabled, QWidget[reading="true"] QLineEdit:disabled,
QWidget[reading="true"] QComboBox:disabled {
    color: $text;
}
QWidget[reading="true"] QToolButton[role="segment"]:checked:disabled,
QWidget[reading="true"] QToolButton[role="chip"]:checked:disabled {
    color: $on_accent; background: $accent; border-color: $accent;
}

QToolButton[role="pin"] { padding: 2px; }
QToolButton[role="pin"]:checked { background: $accent_soft; border-color: $accent; }

QToolButton[role="tab"] { color: $text; border: none; border-bottom: 2px solid transparent; border-radius: 0; padding: 3px 7px; }
QToolButton[role="tab"][missing="true"] { color: $muted; }
QToolButton[role="tab"]:hover { background: $raised; }
QToolButton[role="tab"]:checked { color: $accent; background: transparent; border-bottom: 2px solid $accent; font-weight: 600; }
QToolButton[role="tab"]:focus { border: 2px solid $accent; border-radius: 4px; padding: 1px 5px; }

QToolButton[role="nav"] { text-align: left; padding: 7px 11px; border: 1px solid transparent; border-radius: 6px; }
QToolButton[role="nav"]:checked { color: $accent; background: $accent_soft; border-color: transparent; font-weight: 600; }
QToolButton[role="nav"]:focus { border: 2px solid $accent; padding: 6px 10px; }

QToolButton[role="strip"] { color: $text; padding: 3px 7px; border: 1px solid transparent; }
QToolButton[role="strip"]:hover { border-color: $border; }
QToolButton[role="strip"]:focus { border: 2px solid $accent; padding: 2px 6px; }

QToolButton[role="fold"] { text-align: left; color: $accent; padding: 3px 5px 3px 0px; }
QToolButton[role="fold"]:checked { color: $accent; background: transparent; border-color: transparent; }
QToolButton[role="fold"]:focus, QToolButton[role="fold"]:checked:focus { border: 2px solid $accent; padding: 2px 4px 2px 0px; }

QFrame[role="card"] { background: $base; border: 1px solid $line; border-radius: 6px; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="notice"] { background: $raised; border: none; border-top: 1px solid $line; }
QFrame[role="notice"][severity="error"] { background: $error_soft; border-top: 1px solid $error; }

QTableView { background: $base; alternate-background-color: $window; gridline-color: $line; border: none; }
QTableView { selection-background-color: $accent_soft; selection-color: $text; }
QHeaderView::section { color: $muted; background: $window; border: none; border-bottom: 1px solid $border; padding: 4px 3px; }
QHeaderView::section:focus { color: $text; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QStatusBar { border-top: 1px solid $line; }
QStatusBar::item { border: none; }
"""
)


_MIDDLE = 127
"""Lightness from which on a colour is a light one."""


def build_stylesheet(colours: Colours, icons: Path) -> str:
    """The style sheet in these colours; `icons` is the folder of the SVG files."""
    tick = "white" if QColor(colours.on_accent).lightness() > _MIDDLE else "black"
    return _SHEET.substitute(asdict(colours), icons=icons.as_posix(), tick=tick)
