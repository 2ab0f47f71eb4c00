"""Everything that the service can search for, checked as it is typed, the reason at the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.cam2.errors import FormatError
from facespace_desk.cam2.model.areas import Circle
from facespace_desk.cam2.model.columns import TYPES
from facespace_desk.cam2.model.search import SearchRequest
from facespace_desk.cam2.records import CAMERA_TYPES
from facespace_desk.cam2.search import Query
from facespace_desk.language import number, read_number, tr
from facespace_desk.map.coordinates import parse_coordinates
from facespace_desk.map.geo import HALF_AROUND_KM
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.labels import label, restyle

T = TypeVar("T")

ANY: Final = tr("Any", "no restriction")
TYPING_PAUSE_MS: Final = 300  # before a circle that is typed is drawn
FOOT_MARGINS_PX: Final = 24
LARGEST_PX: Final = 100_000


class Field(QWidget):
    """A line to type in, its title above and what is wrong with it below.

    Signals:
        changed: the text is another one.
        entered: Enter.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, title: str, placeholder: str = "", tip: str = "") -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(title)
        self.edit.setToolTip(tip)
        self._reason = label("", "error", wraps=True)
        self._reason.hide()
        heading = label(title, "caption")
        heading.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (heading, self.edit, self._reason):
            column.addWidget(part)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)

    @property
    def text(self) -> str:
        return " ".join(self.edit.text().split())

    @property
    def reason(self) -> str:
        """What is wrong with it; empty when nothing is."""
        return self._reason.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)
        self.edit.setCursorPosition(0)

    def set_reason(self, reason: str) -> None:
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        restyle(self.edit, "invalid", bool(reason))
        self.edit.setAccessibleDescription(reason)


class SearchForm(QWidget):
    """Signals:

    asked(SearchRequest): the operator wants this searched.
    circle_typed(object): the circle in the fields is another Circle, or None.
    """

    asked = Signal(object)
    circle_typed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.country = Field(tr("Country"), ANY, tr("As the database has it, such as NZ or USA"))
        self.state = Field(
            tr("Region"), ANY, tr("State or region as the database has it, such as CA")
        )
        self.city = Field(tr("City"), ANY, tr("As the database has it, such as Napier"))
        self.source = Field(tr("Source"), ANY, tr("Who contributed the camera, exactly as written"))
        self.px_width = Field(tr("Width, px", "of a picture"), ANY)
        self.px_height = Field(tr("Height, px", "of a picture"), ANY)
        self.centre = Field(
            tr("Centre of a circle"),
            tr("latitude, longitude"),
            tr("Degrees, or degrees, minutes and seconds; or draw the circle on the map"),
        )
        self.radius = Field(tr("Radius, km"), "0")
        self._texts = {
            "country": self.country,
            "state": self.state,
            "city": self.city,
            "source": self.source,
        }
        self._type = _choice(tr("Type"), [(TYPES[kind], kind) for kind in CAMERA_TYPES])
        flags = [(tr("Active"), True), (tr("Not active"), False)]
        self._image, self._video = _choice(tr("Picture"), flags), _choice(tr("Video"), flags)
        self._adds = QCheckBox(tr("Add to the list"))
        self._adds.setToolTip(tr("Keep the cameras that are listed, and add what is found"))
        self._go = button(tr("Search"), "primary", icon_name="search")
        self._clear = button(tr("Clear"), "quiet")
        self._reason = label("", "error", wraps=True)
        self._circle: Circle | None = None
        self._is_writing = False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._check()

    @property
    def adds(self) -> bool:
        """Whether what is found is added to the list."""
        return self._adds.isChecked()

    def request(self) -> SearchRequest | None:
        """What the fields say, or None while they cannot be searched for."""
        query = self._check()
        return None if query is None else SearchRequest(query, adds=self.adds)

    def query_of_fields(self) -> Query | None:
        """The same without the circle, for a search of what the map shows."""
        query = self._check(with_circle=False)
        self._check()
        return query

    def show_request(self, request: SearchRequest) -> None:
        """Write *request* into the fields. The circle round a box belongs to the box."""
        query = request.query
        self._is_writing = True
        for name, field in self._texts.items():
            field.set_text(getattr(query, name) or "")
        self.px_width.set_text("" if query.width is None else str(query.width))
        self.px_height.set_text("" if query.height is None else str(query.height))
        for combo, value in (
            (self._type, query.camera_type),
            (self._image, query.has_image),
            (self._video, query.has_video),
        ):
            combo.setCurrentIndex(max(combo.findData(value), 0))
        lat, lon, km = query.latitude, query.longitude, query.radius_km
        circle = None
        if request.box is None and lat is not None and lon is not None and km is not None:
            circle = Circle(lat, lon, km)
        self._write_circle(circle)
        self._is_writing = False
        self._check()
        self._tell_circle()

    def show_circle(self, circle: Circle | None) -> None:
        """Write the circle that was drawn on the map."""
        if circle != self._circle:
            self._is_writing = True
            self._write_circle(circle)
            self._is_writing = False
            self._check()
            self._circle = circle  # to the last decimal, not as rounded for the eye

    def clear(self) -> None:
        """Empty every field."""
        self.show_request(SearchRequest())

    def send(self) -> None:
        """Search for what the fields say, or go to the first that is wrong."""
        request = self.request()
        if request is not None:
            self.asked.emit(request)
            return
        for field in self._all_fields():
            if field.reason:
                field.edit.setFocus()
                return

    def whole_height(self) -> int:
        """The height in which nothing has to be scrolled."""
        foot = self._go.sizeHint().height() + self._adds.sizeHint().height() + FOOT_MARGINS_PX
        return self._body.sizeHint().height() + foot

    # building

    def _lay_out(self) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        rows: tuple[tuple[QWidget, ...], ...] = (
            (self.city,),
            (self.country, self.state),
            (self.centre,),
            (self.radius, self._circle_tools()),
            (_titled(tr("Type"), self._type), self.source),
            (_titled(tr("Picture"), self._image), _titled(tr("Video"), self._video)),
            (self.px_width, self.px_height),
        )
        for row, parts in enumerate(rows):
            for place, part in enumerate(parts):
                span = 2 if len(parts) == 1 else 1
                grid.addWidget(part, row, place, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(rows), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        self._body = body
        foot = QGridLayout()
        foot.setContentsMargins(12, 6, 12, 8)
        foot.setSpacing(6)
        foot.addWidget(self._adds, 0, 0, 1, 2)
        foot.addWidget(self._go, 1, 0)
        foot.addWidget(self._clear, 1, 1)
        foot.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        self._reason.setContentsMargins(12, 4, 12, 0)
        column.addWidget(self._reason)
        column.addLayout(foot)

    def _circle_tools(self) -> QWidget:
        """A button on a line with the radius that takes the circle away."""
        self._no_circle = tool_button("x", tr("Search without a circle"), text=tr("No circle"))
        policy = self._no_circle.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves while one types
        self._no_circle.setSizePolicy(policy)
        self._no_circle.clicked.connect(self._remove_circle)
        return _titled("", self._no_circle)

    def _connect(self) -> None:
        for field in self._all_fields():
            field.changed.connect(self._changed)
            field.entered.connect(self.send)
        for field in (self.centre, self.radius):
            field.changed.connect(self._circle_changed)
        for combo in (self._type, self._image, self._video):
            combo.currentIndexChanged.connect(self._changed)
        self._typing.timeout.connect(self._tell_circle)
        self._go.clicked.connect(self.send)
        self._clear.clicked.connect(self.clear)

    def _all_fields(self) -> tuple[Field, ...]:
        return (
            self.city,
            self.country,
            self.state,
            self.centre,
            self.radius,
            self.source,
            self.px_width,
            self.px_height,
        )

    # reading

    def _changed(self) -> None:
        if not self._is_writing:
            self._check()

    def _circle_changed(self) -> None:
        if not self._is_writing:
            self._circle = None
            self._typing.start()

    def _tell_circle(self) -> None:
        self._typing.stop()
        self.circle_typed.emit(self._read_circle())

    def _remove_circle(self) -> None:
        self._is_writing = True
        self._write_circle(None)
        self._is_writing = False
        self._check()
        self._tell_circle()

    def _check(self, *, with_circle: bool = True) -> Query | None:
        """Read all fields, say what is wrong where; None when something is."""
        for field in self._all_fields():
            field.set_reason("")
        width = _read(self.px_width, _pixels)
        height = _read(self.px_height, _pixels)
        circle = self._read_circle() if with_circle else None
        is_wrong = any(field.reason for field in self._all_fields())
        query = Query(
            latitude=circle.lat if circle else None,
            longitude=circle.lon if circle else None,
            radius_km=circle.km if circle else None,
            camera_type=self._type.currentData(),
            width=width,
            height=height,
            has_image=self._image.currentData(),
            has_video=self._video.currentData(),
            **{name: field.text or None for name, field in self._texts.items()},
        )
        words = "" if is_wrong else _trouble_with(query)
        self._reason.setText(words)
        self._reason.setVisible(bool(words))
        self._no_circle.setVisible(bool(self.centre.text or self.radius.text))
        return None if is_wrong or words else query

    def _read_circle(self) -> Circle | None:
        if self._circle is not None:
            return self._circle
        place = _read(self.centre, _place)
        km = _read(self.radius, _kilometres)
        has_trouble = self.centre.reason or self.radius.reason
        if place is not None and km is not None:
            return Circle(*place, km)
        if place is not None and not has_trouble:
            self.radius.set_reason(tr("How far around the centre?"))
        if km is not None and not has_trouble:
            self.centre.set_reason(tr("Around which place?"))
        return None

    def _write_circle(self, circle: Circle | None) -> None:
        self._circle = circle
        self.centre.set_text("" if circle is None else f"{circle.lat:.5f}, {circle.lon:.5f}")
        self.radius.set_text("" if circle is None else number(circle.km, ".6g"))


def _choice(title: str, entries: Iterable[tuple[str, object]]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(title)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(4)
    combo.addItem(ANY, None)
    for words, value in entries:
        combo.addItem(words, value)
    return combo


def _titled(title: str, field: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    heading = label(title, "caption")
    heading.setBuddy(field)
    column.addWidget(heading)
    column.addWidget(field)
    return holder


def _read(field: Field, read: Callable[[str], T]) -> T | None:
    """What the field says; None when it is empty or wrong, which is said there."""
    if not field.text:
        return None
    try:
        return read(field.text)
    except ValueError as error:
        field.set_reason(str(error))
        return None


def _pixels(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= LARGEST_PX:
        raise ValueError(tr("A whole number of pixels."))
    return int(text)


def _place(text: str) -> tuple[float, float]:
    place = parse_coordinates(text)
    if place is None:
        raise ValueError(tr("Write it as -39.49, 176.92 or 39°29′S 176°55′E."))
    return place


def _kilometres(text: str) -> float:
    try:
        km = read_number(text.casefold().strip().removesuffix("km"))
    except ValueError:
        km = 0.0
    if not 0 < km <= HALF_AROUND_KM:
        raise ValueError(tr("Kilometres, more than 0, at most {most:,.0f}.", most=HALF_AROUND_KM))
    return km


def _trouble_with(query: Query) -> str:
    """What the client would refuse, in words."""
    try:
        query.check()
    except FormatError as error:
        return error.message
    return ""
