"""The data page: what an operator sees of projects, datasets, rows and photos, and can do there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facespace_desk.amigocloud.model.jobs import JobStage
from facespace_desk.amigocloud.view.project_dialog import ProjectDialog
from facespace_desk.amigocloud.view.side_list import SideList
from facespace_desk.amigocloud.view.upload_dialog import UploadDialog
from tests.amigo_simulator import PIERS, PROJECT
from tests.amigocloud.data_tab import DataTab, data_tab, look
from tests.amigocloud.desk import data_file, dataset_names
from tests.skylab.desk import draw
from tests.window import button, cells, column, dialogs, drawn, drop_files, press, texts, type_text

__all__ = ["data_tab", "look"]


def go_to(side: SideList, title: str) -> None:
    """Click the entry of this title."""
    place = side.titles.index(title)
    index = side.tree.model().index(place, 0)
    side.tree.scrollTo(index)
    middle = side.tree.visualRect(index).center()
    QTest.mouseClick(side.tree.viewport(), Qt.MouseButton.LeftButton, pos=middle)


async def shown_piers(tab: DataTab) -> None:
    """Click through to the rows of the piers."""
    go_to(tab.data.side.projects, "Pier inspections")
    await tab.until(lambda: "Piers" in tab.data.side.datasets.titles)
    go_to(tab.data.side.datasets, "Piers")
    await tab.until(lambda: "100 of 2,600 rows" in texts(tab.data))
    await tab.until(lambda: tab.desk.datasets.galleries)


def test_from_the_user_to_the_rows(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin()
        assert "Lea Roth" in texts(data_tab.data)
        assert len(data_tab.data.side.projects.titles) == 47
        assert "Choose a project" in texts(data_tab.data)
        await shown_piers(data_tab)
        assert "table dataset_22" in texts(data_tab.data)
        assert column(data_tab.data.rows.page, "name")[0] == "Pier 1"
        press(data_tab.data.rows, "Load more")
        await data_tab.until(lambda: "1,100 of 2,600 rows" in texts(data_tab.data))
        await data_tab.until(lambda: data_tab.desk.datasets.columns.held_count)
        data_tab.data.kinds.setCurrentIndex(1)
        assert [each["Type"] for each in cells(data_tab.data.columns)][:2] == ["string", "string"]

    data_tab.run(scenario)


def test_rows_can_be_exported_and_asked_about(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin()
        wanted: list[str] = []
        data_tab.data.sql_wanted.connect(wanted.append)
        await shown_piers(data_tab)
        press(data_tab.data.rows, "Export")
        assert data_tab.exported == [data_tab.data.rows.page]
        press(data_tab.data, "Query")
        assert wanted == ['SELECT * FROM "dataset_22"']

    data_tab.run(scenario)


def test_the_pictures_of_user_and_dataset_are_shown(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin()
        await data_tab.until(lambda: data_tab.data.side._picture.has_picture)
        await shown_piers(data_tab)
        await data_tab.until(lambda: data_tab.data._picture.has_picture)

    data_tab.run(scenario)


def test_a_foreign_picture_is_not_fetched_and_says_why(data_tab: DataTab) -> None:
    async def scenario() -> None:
        data_tab.control.set_switch(foreign_links=True)
        await data_tab.begin()
        picture = data_tab.data.side._picture
        await data_tab.until(picture.accessibleDescription)
        assert "The address was not opened" in picture.accessibleDescription()
        assert not picture.has_picture
        assert data_tab.control.trapped() == []

    data_tab.run(scenario)


def test_a_search_finds_projects(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin()
        type_text(data_tab.data.side.search, "harbour")
        await data_tab.until(lambda: 0 < len(data_tab.data.side.projects.titles) < 47)
        assert all("harbour" in each for each in data_tab.data.side.projects.titles)

    data_tab.run(scenario)


def test_a_project_is_made_in_a_dialog_that_keeps_what_is_typed(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin()
        data_tab.control.fault("status", operation="create_project", status=403, error="Not you")
        data_tab.data.side.new.click()
        (dialog,) = dialogs(ProjectDialog)
        type_text(dialog.name, "Moorings")
        dialog.about.setPlainText("of the old town")
        press(dialog, "Create project")
        await data_tab.until(lambda: "Not you" in texts(dialog))
        assert dialog.name.text() == "Moorings"
        assert dialog.about.toPlainText() == "of the old town"
        press(dialog, "Create project")
        await data_tab.until(lambda: not dialogs(ProjectDialog))
        assert data_tab.data.side.projects.titles[0] == "Moorings"
        assert "48" in texts(data_tab.data.side).split("\n")  # as many as are listed
        await data_tab.until(lambda: "The project has no dataset yet" in texts(data_tab.data))
        jobs = data_tab.desk.jobs
        await data_tab.until(lambda: jobs.table.held_count == 1 and jobs.working == 0)
        await drawn()
        assert data_tab.data.jobs.isVisible()

    data_tab.run(scenario)


def test_a_dropped_file_becomes_a_dataset(data_tab: DataTab, tmp_path: Path) -> None:
    async def scenario() -> None:
        await data_tab.begin()
        await shown_piers(data_tab)
        drop_files(data_tab.data, [data_file(tmp_path / "ferries.csv", 900), tmp_path / "gone.csv"])
        (dialog,) = dialogs(UploadDialog)
        await data_tab.until(lambda: "1 cannot be sent" in texts(dialog))
        verdicts = {each["File"]: each["Verdict"] for each in cells(dialog.page)}
        assert verdicts["ferries.csv"] == "will be sent"
        assert "No such file" in verdicts["gone.csv"]
        press(dialog, "Upload 1 file")
        await data_tab.until(lambda: "gone.csv" in column(dialog.page, "File"))
        await data_tab.until(lambda: column(dialog.page, "File") == ["gone.csv"])
        dialog.reject()
        await data_tab.until(lambda: "ferries" in data_tab.data.side.datasets.titles)
        assert "ferries" in await dataset_names(data_tab.desk.client)
        assert data_tab.told == [("1 file put into the transfer queue", "good")]
        row = next(iter(data_tab.desk.jobs.table.shown()))
        assert row.stage is JobStage.DONE

    data_tab.run(scenario)


def test_photos_belong_to_the_row_that_is_chosen(data_tab: DataTab, tmp_path: Path) -> None:
    async def scenario() -> None:
        await data_tab.begin()
        await shown_piers(data_tab)
        add = button(data_tab.data, "Add photos")
        assert not add.isEnabled()
        data_tab.data.rows.page.table.go_to_row(1)
        assert add.isEnabled()
        add.click()
        (dialog,) = dialogs(UploadDialog)
        assert "photos of “Pier 2”" in texts(dialog)
        dialog.add([draw(tmp_path / "ladder.jpg")])
        await data_tab.until(lambda: button(dialog, "Upload").isEnabled())
        press(dialog, "Upload")
        await data_tab.until(lambda: not dialogs(UploadDialog))
        await data_tab.until(lambda: column(data_tab.data.photos, "File") == ["ladder.jpg"])
        row_id = column(data_tab.data.rows.page, "amigo_id")[1]
        assert column(data_tab.data.photos, "Row") == [row_id]

    data_tab.run(scenario)


def test_read_only_greys_out_what_changes_something(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin()
        await shown_piers(data_tab)
        data_tab.data.rows.page.table.go_to_row(1)
        changing = [button(data_tab.data, each) for each in ("Add photos", "Upload data")]
        assert all(each.isEnabled() for each in changing)
        press(data_tab.data, "Changes allowed")
        assert data_tab.desk.client.read_only
        assert not any(each.isEnabled() for each in changing)
        assert all("read-only" in each.toolTip() for each in changing)
        assert not data_tab.data.side.new.isEnabled()
        press(data_tab.data, "Read-only")
        assert all(each.isEnabled() for each in changing)

    data_tab.run(scenario)


def test_a_list_that_cannot_be_read_says_so_in_its_place(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin()
        await shown_piers(data_tab)
        data_tab.control.fault("status", operation="datasets", status=403, error="Not for you")
        data_tab.desk.datasets.refresh()
        await data_tab.until(lambda: "Not for you" in texts(data_tab.data.side))
        assert "Piers" in data_tab.data.side.datasets.titles
        press(data_tab.data.side, "Try again")
        await data_tab.until(lambda: "Not for you" not in texts(data_tab.data.side))

    data_tab.run(scenario)


def test_a_page_of_rows_that_fails_says_so_above_the_rows(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin()
        await shown_piers(data_tab)
        data_tab.control.fault("status", operation="sql", status=403, error="Not for you")
        press(data_tab.data.rows, "Load more")
        await data_tab.until(lambda: "Not for you" in texts(data_tab.data.rows))
        assert len(column(data_tab.data.rows.page, "name")) == 100
        press(data_tab.data.rows, "Try again")
        await data_tab.until(lambda: "1,100 of 2,600 rows" in texts(data_tab.data.rows))
        assert "Not for you" not in texts(data_tab.data.rows)

    data_tab.run(scenario)


def test_markup_of_the_service_is_shown_letter_by_letter(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin()
        await data_tab.desk.client.create_project("<b>Bold</b>", "<img src=x>")
        data_tab.desk.projects.refresh()
        await data_tab.until(lambda: "<b>Bold</b>" in data_tab.data.side.projects.titles)
        go_to(data_tab.data.side.projects, "<b>Bold</b>")
        await data_tab.until(lambda: "<img src=x>" in texts(data_tab.data))

    data_tab.run(scenario)


def test_the_token_of_one_project_shows_that_one(data_tab: DataTab) -> None:
    async def scenario() -> None:
        amigo = data_tab.amigo
        await data_tab.begin(token=amigo.project_token, project_url=amigo.project_url)
        assert data_tab.data.side.projects.titles == ["Pier inspections"]
        assert not data_tab.data.side.search.isVisible()
        await data_tab.until(lambda: "Piers" in data_tab.data.side.datasets.titles)
        assert data_tab.desk.datasets.project is not None
        assert data_tab.desk.datasets.project.id == PROJECT
        go_to(data_tab.data.side.datasets, "Piers")
        await data_tab.until(lambda: "100 of 2,600 rows" in texts(data_tab.data))
        assert data_tab.desk.datasets.chosen is not None
        assert data_tab.desk.datasets.chosen.id == PIERS

    data_tab.run(scenario)
