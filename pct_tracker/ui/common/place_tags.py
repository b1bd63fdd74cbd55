"""States and organizations as tags, with a line to type more."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMenu

from pct_tracker.domain.activity import Origin
from pct_tracker.domain.folding import fold_name
from pct_tracker.reference.places import PlaceReading, read_places
from pct_tracker.reference.reference import Reference
from pct_tracker.ui.common.flow_layout import FlowLayout
from pct_tracker.ui.common.input_frame import InputFrame
from pct_tracker.ui.common.place_input import PlaceInput
from pct_tracker.ui.common.place_tag import PlaceTag
from pct_tracker.ui.common.tab_order import put_after
from pct_tracker.ui.common.theme import SPACE_SMALL


class PlaceTags(InputFrame):
    """Tags in lines as words in a paragraph. With `limit` 1 a new tag takes the place of the old one."""

    changed = Signal()

    def __init__(self, reference: Reference, language: str, *, limit: int | None = None) -> None:
        super().__init__()
        self._reference = reference
        self._language = language
        self._limit = limit
        self._tags: list[PlaceTag] = []
        self._readings: dict[Origin, PlaceReading] = {}
        self.input = PlaceInput(reference, language, keeps_focus=limit is None)
        self.input.setMinimumWidth(9 * self.fontMetrics().averageCharWidth())
        self._flow = FlowLayout(self, spacing=SPACE_SMALL, stretch_last=True)
        self._flow.addWidget(self.input)
        self.watch(self.input)
        self.setFocusProxy(self.input)
        self.input.entered.connect(self.enter)
        self.input.code_chosen.connect(lambda code: self._add([Origin(code=code)]))
        self.input.left_behind.connect(lambda: self._focus_tag(len(self._tags) - 1))
        self.input.erased_empty.connect(self._remove_last)
        self.input.textEdited.connect(lambda: self.changed.emit())
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def tags(self) -> tuple[PlaceTag, ...]:
        return tuple(self._tags)

    def value(self) -> tuple[Origin, ...]:
        return tuple(tag.origin for tag in self._tags)

    def pending(self) -> tuple[Origin, ...]:
        """What the text still standing in the line would become."""
        if not self.input.text():
            return ()  # asked before anything is typed; the names are made when one is looked up
        readings = read_places(self.input.text(), self._reference.names, typed=True)
        present = {self._key(origin) for origin in self.value()}
        return tuple(one.origin for one in readings if self._key(one.origin) not in present)

    def readings(self) -> tuple[PlaceReading, ...]:
        """How the tags that were typed or pasted since `set_value` were read."""
        return tuple(self._readings[origin] for origin in self.value() if origin in self._readings)

    def set_value(self, origins: Iterable[Origin]) -> None:
        """Shows these and forgets what was typed; nobody is told."""
        self.input.clear()
        self._readings = {}
        wanted = tuple(origins)
        if wanted == self.value():
            return
        for tag in tuple(self._tags):
            self._take_out(tag)
        for origin in wanted:
            self._put_in(origin)
        self._refresh()

    def enter(self, text: str) -> None:
        """Makes tags of a text; what is there already flashes instead of coming twice."""
        readings = read_places(text, self._reference.names, typed=True)
        self._readings.update({reading.origin: reading for reading in readings})
        self._add([reading.origin for reading in readings])

    def setAccessibleName(self, name: str, /) -> None:
        super().setAccessibleName(name)
        self.input.setAccessibleName(name)

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        self.input.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def _focus_left(self) -> None:
        # A second text beside the only tag was given up: the line goes again.
        self.input.setVisible(not self._is_full() or bool(self.input.text()))

    def _is_full(self) -> bool:
        return self._limit is not None and len(self._tags) >= self._limit

    def _add(self, origins: list[Origin]) -> None:
        present = {self._key(tag.origin): tag for tag in self._tags}
        for origin in origins:
            if tag := present.get(self._key(origin)):
                tag.flash()
                continue
            if self._limit and len(self._tags) >= self._limit:
                self._take_out(self._tags[-1])
            present[self._key(origin)] = self._put_in(origin)
        self._refresh()
        self.changed.emit()

    def _put_in(self, origin: Origin, index: int | None = None) -> PlaceTag:
        tag = PlaceTag(origin, self._name(origin), self._kind(origin), self)
        tag.removed.connect(lambda: self._remove(tag))
        tag.stepped.connect(lambda step: self._focus_tag(max(0, self._tags.index(tag) + step)))
        tag.typed.connect(self._type_on)
        tag.menu_requested.connect(lambda place: self._offer_menu(tag, place))
        tag.edit_requested.connect(lambda: self._edit(tag))
        place = len(self._tags) if index is None else index
        self._tags.insert(place, tag)
        self._flow.insert_widget(place, tag)
        self.watch(tag)
        put_after(self.input, tag)
        tag.setVisible(True)
        return tag

    def _take_out(self, tag: PlaceTag) -> None:
        self._tags.remove(tag)
        self._flow.removeWidget(tag)
        tag.hide()
        tag.deleteLater()

    def _remove(self, tag: PlaceTag) -> None:
        index = self._tags.index(tag)
        had_focus = tag.hasFocus()
        self._take_out(tag)
        self._refresh()
        if had_focus:
            self._focus_tag(index)
        self.changed.emit()

    def _remove_last(self) -> None:
        if self._tags:
            self._remove(self._tags[-1])

    def _replace(self, tag: PlaceTag, origin: Origin) -> None:
        """Puts another origin where the tag stood; one that is there already flashes."""
        index = self._tags.index(tag)
        twin = next((other for other in self._tags if other.origin == origin), None)
        self._take_out(tag)
        if twin:
            twin.flash()
        else:
            self._put_in(origin, index)
        self._refresh()
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _edit(self, tag: PlaceTag) -> None:
        """Puts the words of a tag back into the line."""
        text = tag.text()
        self.input.commit()
        self._remove(tag)
        self.input.setText(text)
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _type_on(self, text: str) -> None:
        self.input.setVisible(True)
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.input.insert(text)
        self.input.textEdited.emit(self.input.text())

    def _focus_tag(self, index: int) -> None:
        """Puts the focus on a tag; after the last one comes the line."""
        after_last = self._tags[-1] if self.input.isHidden() else self.input
        target = self._tags[index] if 0 <= index < len(self._tags) else after_last
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_menu(self, tag: PlaceTag, place: QPoint) -> None:
        menu = self.menu_of(tag)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu_of(self, tag: PlaceTag) -> QMenu:
        """What can be done with unknown words: take a similar name, mend them, remove them."""
        menu = QMenu(self)
        for code in self._suggestions(tag.text()):
            menu.addAction(self.input.label_of(code), partial(self._replace, tag, Origin(code=code)))
        menu.addSeparator()
        menu.addAction(self.tr("Edit the words"), lambda: self._edit(tag))
        menu.addAction(self.tr("Remove"), lambda: self._remove(tag))
        return menu

    def _suggestions(self, text: str) -> list[str]:
        match = self._reference.names.find_typed(text)
        found = [*(match.codes if match else ()), *self._reference.names.suggest(text)]
        return list(dict.fromkeys(found))[:5]

    def _refresh(self) -> None:
        full = self._is_full()
        had_focus = self.input.hasFocus()
        for tag in self._tags:
            tag.setFocusPolicy(Qt.FocusPolicy.StrongFocus if full else Qt.FocusPolicy.ClickFocus)
        if full and had_focus:
            self._tags[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        self.input.setVisible(not full)
        self.setFocusProxy(self._tags[-1] if full else self.input)
        self._flow.invalidate()
        self.updateGeometry()

    def _kind(self, origin: Origin) -> str:
        party = self._reference.parties.find(origin.code)
        return party.kind if party else "unknown"

    def _name(self, origin: Origin) -> str:
        if origin.code is None:
            return origin.text or ""
        return self._reference.parties.name(origin.code, self._language)

    def _key(self, origin: Origin) -> str:
        return origin.code or "=" + fold_name(origin.text or "")
