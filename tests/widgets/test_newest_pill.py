"""The pill says how many rows came out of sight, and leads back to them."""

from __future__ import annotations

from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.widgets.newest_pill import NewestPill
from facespace_desk.widgets.record_table import RecordTable


def test_pill_counts_what_came_out_of_sight_and_leads_back(app_loop, look, show) -> None:
    model = RecordTableModel((Column("n", "Number", str),))
    model.append(list(range(200)))
    table = RecordTable(model)
    table.resize(400, 300)
    pill = NewestPill(table)
    show(table)
    assert not pill.isVisible()

    async def scenario() -> None:
        table.go_to_row(100)
        model.append([1, 2, 3])
        await app_loop.until(pill.isVisible)
        assert pill.text() == "3 new"
        assert table.viewport().geometry().contains(pill.geometry())
        pill.click()
        await app_loop.until(lambda: not pill.isVisible())
        assert table.is_following

    app_loop.run(scenario())
