"""The style sheet, generated from the tokens. It only says how Qt's own widgets look; no widget
of ours is named here
by class, they choose among a few properties: `kind` for buttons and frames, `role` for texts."""

from collections.abc import Mapping
from string import Template

from facespace_desk import assets

_TEXT = """
* { outline: none; }
QToolTip {
  background: $raised; color: $text; border: 1px solid $edge; border-radius: 4px; padding: 4px 8px;
}
QMainWindow, QDialog { background: $canvas; }
QLabel { background: transparent; }
QLabel[role="caption"] { color: $muted; font-size: 12px; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; }
QLabel[role="headline"] { font-size: 22px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="section"] { color: $muted; font-size: 12px; font-weight: 600; }
QLabel[role="error"] { color: $bad; font-size: 12px; }
QLabel[role="warning"] { color: $warn; font-size: 12px; }
QLabel[role="good"] { color: $live; font-size: 12px; }
QLabel[role="mono"], QPlainTextEdit[role="mono"] { font-family: "JetBrains Mono"; font-size: 12px; }
QLabel[role="key"] {
  background: $raised; color: $text; border: 1px solid $line; border-bottom: 2px solid $line;
  border-radius: 4px; padding: 1px 6px; font-size: 12px;
}
QLabel:disabled { color: $disabled; }
QFrame[kind="panel"] { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame[kind="bar"] { background: $raised; border: none; border-bottom: 1px solid $line; }
QFrame[kind="toolbar"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[kind="status"] { background: $raised; border: none; border-top: 1px solid $line; }
QFrame[kind="popup"] { background: $panel; border: 1px solid $edge; border-radius: 8px; }
QFrame[kind="hline"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="vline"] { background: $line; border: none; max-width: 1px; min-width: 1px; }
QFrame[kind="banner"] { background: $raised; border: none; border-bottom: 1px solid $line;
  border-left: 3px solid $stale; }
QFrame[kind="banner"][tone="bad"] { background: $bad_wash; border-left-color: $bad; }
QFrame[kind="banner"][tone="warn"] { background: $warn_wash; border-left-color: $warn; }
QFrame[kind="banner"][tone="accent"] { background: $accent_wash; border-left-color: $accent; }
QFrame[kind="acting"] { background: $violet; border: none; }
QFrame[kind="acting"] QLabel { color: $on_accent; }
QFrame[kind="truth"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[kind="profile-line"] { background: $grey; border: none; min-height: 3px; max-height: 3px; }
QFrame[kind="profile-line"][tone="blue"] { background: $blue; }
QFrame[kind="profile-line"][tone="green"] { background: $green; }
QFrame[kind="profile-line"][tone="amber"] { background: $amber; }
QFrame[kind="profile-line"][tone="red"] { background: $red; }
QFrame[kind="profile-line"][tone="violet"] { background: $violet; }
QFrame[kind="verdict"] { background: $bad_wash; border: 1px solid $bad; border-radius: 6px; }
QFrame[kind="verdict"][tone="warn"] { background: $warn_wash; border-color: $warn; }
QFrame[kind="toast"] { background: $raised; border: 1px solid $edge; border-radius: 8px; }
QPushButton[kind="choice"] { background: $panel; border: 1px solid $edge; border-radius: 8px;
  text-align: left; padding: 0; }
QPushButton[kind="choice"]:hover { background: $raised; border-color: $accent; }
QPushButton[kind="choice"]:focus { border: 2px solid $accent; }
QFrame[kind="chip"] { background: $accent_wash; border: 1px solid $accent; border-radius: 6px; }
QFrame[kind="chip"][off="true"] { background: $raised; border-color: $edge; }
"""

_BUTTONS = """
QPushButton, QToolButton[kind="plain"], QToolButton[kind="primary"] {
  background: $raised; color: $text; border: 1px solid $edge; border-radius: 6px;
  padding: 0 12px; min-height: ${inner}px; font-weight: 500;
}
QPushButton:hover, QToolButton[kind="plain"]:hover { background: $hover; }
QPushButton:pressed, QToolButton[kind="plain"]:pressed { background: $press; }
QPushButton:focus, QToolButton[kind="plain"]:focus { border: 2px solid $accent; padding: 0 11px;
  min-height: ${inner2}px; }
QPushButton:disabled, QToolButton[kind="plain"]:disabled {
  color: $disabled; border-color: $line; background: $panel; }
QPushButton:checked, QToolButton[kind="plain"]:checked { background: $selected;
  border-color: $accent; }
QPushButton[kind="primary"], QToolButton[kind="primary"] {
  background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover, QToolButton[kind="primary"]:hover {
  background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled {
  background: $raised; color: $disabled; border-color: $line; }
QFrame[kind="acting"] QPushButton { color: $on_accent; border-color: $on_accent;
  background: transparent; }
QFrame[kind="acting"] QPushButton:hover { color: $text; background: $hover; }
QFrame[kind="acting"] QPushButton:focus { border: 2px solid $on_accent; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad; background: transparent; }
QPushButton[kind="danger"]:hover { background: $bad_wash; }
QPushButton[kind="danger"]:focus { border: 2px solid $bad; }
QPushButton[kind="danger"]:disabled { color: $disabled; border-color: $line; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:pressed { background: $press; }
QPushButton[kind="quiet"]:focus { border-color: $accent; }
QPushButton[kind="quiet"]:checked { background: $selected; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 0 4px; text-align: left; }
QPushButton[kind="link"]:hover { color: $accent_hover; text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 1px solid $accent; padding: 0 4px; min-height: ${inner}px;
  }
QPushButton[kind="status"] { background: transparent; border: 1px solid transparent;
  border-radius: 4px;
  color: $muted; font-size: 12px; font-weight: 400; padding: 0 6px; min-height: 22px; }
QPushButton[kind="status"]:hover { background: $hover; color: $text; }
QPushButton[kind="status"]:focus { border: 1px solid $accent; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QToolButton {
  background: transparent; color: $text; border: 1px solid transparent; border-radius: 6px;
  padding: 0 5px; min-height: ${inner}px; min-width: ${square}px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:open { background: $press; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:checked { background: $selected; border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QDialogButtonBox { button-layout: 2; }
"""

_FIELDS = """
QLineEdit, QTextEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {
  background: $panel; color: $text; border: 1px solid $edge; border-radius: 6px;
  selection-background-color: $selected; selection-color: $text; }
QLineEdit, QComboBox { padding: 0 8px; min-height: ${inner}px; }
QSpinBox, QDoubleSpinBox { min-height: ${spin}px; }
QTextEdit, QPlainTextEdit { padding: 4px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; background: transparent;
  padding: 0; min-height: 0; }
QLineEdit > QToolButton { min-height: 0; min-width: 0; padding: 0; border: none; background: none; }
QLineEdit > QToolButton:focus { border: none; }
QLineEdit, QTextEdit, QPlainTextEdit { placeholder-text-color: $muted; }
QLineEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover, QComboBox:hover { border-color: $muted; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus, QComboBox:on { border-color: $accent; }
QLineEdit[invalid="true"] { border-color: $bad; background: $bad_wash; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled,
QTextEdit:disabled, QPlainTextEdit:disabled {
  color: $disabled; border-color: $line; background: $canvas; }
QLineEdit:read-only { background: $canvas; border-color: $line; }
QLineEdit[kind="bare"] { border: none; background: transparent; padding: 0; }
QLineEdit { lineedit-clear-button-icon: url("$art-x.svg"); }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$art-chevron-down.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
  background: $panel; color: $text; border: 1px solid $edge; border-radius: 6px; padding: 4px;
  selection-background-color: $selected; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $selected; color: $text; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-origin: border;
  subcontrol-position: top right; width: 20px; border: none; background: transparent; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-origin: border;
  subcontrol-position: bottom right; width: 20px; border: none; background: transparent; }
QSpinBox::up-button:hover, QDoubleSpinBox::up-button:hover, QSpinBox::down-button:hover,
QDoubleSpinBox::down-button:hover { background: $hover; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$art-chevron-up.svg");
  width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$art-chevron-down.svg");
  width: 12px; height: 12px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QGroupBox::indicator, QAbstractItemView::indicator {
  width: 14px; height: 14px; border: 1px solid $edge; border-radius: 4px; background: $panel; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 8px;
  background: $panel; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent;
  width: 12px; height: 12px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {
  background: $accent; border-color: $accent; image: url("$art-check.svg"); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: $accent; border-color: $accent; image: url("$art-minus.svg"); }
QRadioButton::indicator:checked { border: 4px solid $accent; width: 8px; height: 8px;
  background: $on_accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line;
  background: $canvas; }
QCheckBox::indicator:checked:disabled { background: $disabled; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px;
  background: $text; border: none; }
QSlider::handle:horizontal:focus, QSlider::handle:horizontal:hover { background: $accent; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px;
  text-align: center; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

_VIEWS = """
QAbstractItemView { background: $panel; color: $text; border: none;
  selection-background-color: $selected; selection-color: $text;
  alternate-background-color: $panel; }
QTableView, QTreeView, QListView { gridline-color: $line; }
QTableView::item, QTreeView::item, QListView::item { border: none; padding: 0 8px; }
QTreeView::item, QListView::item { min-height: ${control}px; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
  background: $selected; color: $text; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url("$art-chevron-right.svg"); }
QTreeView::branch:has-children:open { image: url("$art-chevron-down.svg"); }
QHeaderView { background: $raised; border: none; }
QHeaderView::section { background: $raised; color: $muted; font-size: 12px; font-weight: 500;
  border: none; border-bottom: 1px solid $line; border-right: 1px solid $line; padding: 0 8px;
  min-height: ${inner}px; }
QHeaderView::section:hover { background: $hover; color: $text; }
QHeaderView::section:last { border-right: none; }
QHeaderView::up-arrow { image: url("$art-chevron-up.svg"); width: 12px; height: 12px;
  subcontrol-position: right center; subcontrol-origin: padding; right: 4px; }
QHeaderView::down-arrow { image: url("$art-chevron-down.svg"); width: 12px; height: 12px;
  subcontrol-position: right center; subcontrol-origin: padding; right: 4px; }
QTableCornerButton::section { background: $raised; border: none; }
QListView[kind="nav"] { background: transparent; padding: 8px; }
QListView[kind="nav"]::item { border-radius: 6px; min-height: 30px; }
QListView[kind="nav"]::item:focus { border: 1px solid $accent; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[kind="page"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; border: 2px solid transparent;
  margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; margin: 0; }
QSplitter::handle:vertical { height: 1px; margin: 0; }
QSplitter::handle:hover, QSplitter::handle:pressed { background: $accent; }
"""

_FRAME = """
QMenu { background: $panel; color: $text; border: 1px solid $edge; border-radius: 8px;
  padding: 4px; }
QMenu::item { padding: 5px 28px 5px 10px; border-radius: 4px; min-height: 18px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QMenu::right-arrow { image: url("$art-chevron-right.svg"); width: 12px; height: 12px; right: 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 8px; }
QMenu::indicator:non-exclusive:checked, QMenu::indicator:exclusive:checked {
  image: url("$art-tick.svg"); }
QMenuBar { background: $raised; color: $text; }
QMenuBar::item:selected { background: $hover; border-radius: 4px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; border: none; padding: 0 12px;
  min-height: ${control}px; border-bottom: 2px solid transparent; font-weight: 500; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { border-bottom: 2px solid $text; }
QTabBar::tab:disabled { color: $disabled; }
QTabBar[kind="services"]::tab { min-height: 36px; padding: 0 14px; }
QTabBar[kind="segment"] { background: $canvas; border: 1px solid $line; border-radius: 6px; }
QTabBar[kind="segment"]::tab { border: 1px solid transparent; border-radius: 5px; margin: 1px;
  min-height: ${segment}px; padding: 0 10px; }
QTabBar[kind="segment"]::tab:selected { background: $hover; border: 1px solid $edge; }
QTabBar[kind="segment"]::tab:focus { border: 1px solid $accent; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: 10px;
  padding: 12px 8px 8px 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: $muted; }
QCalendarWidget QWidget { alternate-background-color: $raised; }
"""


def style_sheet(theme_name: str, tokens: Mapping[str, str], control_px: int) -> str:
    """The whole sheet for one theme and one height of controls."""
    art = assets.path("icons", "style").as_posix() + "/" + theme_name
    values = {
        **tokens,
        "control": str(control_px),
        "inner": str(control_px - 2),  # without the border
        "inner2": str(control_px - 4),  # without a border of two
        "square": str(control_px - 12),  # with a tool button's padding
        "spin": str(control_px - 5),  # Qt adds three to what a spin box asks for
        "segment": str(control_px - 6),
        "art": art,
    }
    return Template(_TEXT + _BUTTONS + _FIELDS + _VIEWS + _FRAME).substitute(values)
