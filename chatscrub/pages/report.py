"""The report for IT as one page."""

from __future__ import annotations

from chatscrub.model.run import Run
from chatscrub.pages import conversations, overview, surroundings
from chatscrub.pages.rendering import render
from chatscrub.pages.tally import Tally
from chatscrub.pages.wording import count, cut

_CARDS = 60
_EXPORTS = 300


def report(run: Run, tally: Tally) -> bytes:
    """The page. The same run gives the same bytes."""
    due, more_due = surroundings.deadlines(run.history.due if run.history else ())
    counting = overview.counted(run)
    unread, more_unread = surroundings.unread(run)
    return render(
        "report.html.jinja",
        run=run,
        count=count,
        sentence=overview.sentence(run, tally, counting),
        figures=overview.figures(run, tally, counting),
        charts=overview.charts(run, tally),
        before=_is_there_a_before(run),
        gone=sum(each.gone for each in run.exposures),
        progress=_progress(run),
        scans=surroundings.scans(run.history.scans) if run.history else (),
        due=due,
        more_due=more_due,
        listed=conversations.listed(run),
        unfolded=conversations.UNFOLDED,
        employees=conversations.employees(run),
        customers=conversations.customers(tally),
        credentials=conversations.credentials(run),
        links=conversations.links(run),
        cards=tuple(map(surroundings.card, run.contracts[:_CARDS])),
        more_cards=cut(len(run.contracts), _CARDS, "chatscrub vendors show"),
        exports=tuple(map(surroundings.export, run.archives[:_EXPORTS])),
        more_exports=cut(len(run.archives), _EXPORTS, "summary.json"),
        unread=unread,
        more_unread=more_unread,
        samples=sum(archive.samples for archive in run.archives),
    )


def _is_there_a_before(run: Run) -> bool:
    """Whether there is anything to compare with."""
    changes = run.changes
    compared = changes is not None and bool(changes.still or changes.gone or changes.back)
    return compared or any(_progress(run).values()) or (run.history is not None and len(run.history.scans) > 1)


def _progress(run: Run) -> dict[str, int]:
    """Numbers of tasks over all lists."""
    each = [checklist.progress for checklist in run.checklists]
    return {
        "proven": sum(one.proven for one in each),
        "claimed": sum(one.claimed for one in each),
        "not_provable": sum(one.not_provable for one in each),
        "came_back": sum(one.came_back for one in each),
        "still_there": sum(one.still_there for one in each),
        "held": sum(one.held for one in each),
        "waived": sum(one.waived for one in each),
        "unclear": sum(one.unclear for one in each),
    }
