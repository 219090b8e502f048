"""The outcome of a run, built anew from what may be shown: whatever is not copied here is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from chatscrub.model.contract import Contract
from chatscrub.model.conversation import Account, Conversation, ObjectKind
from chatscrub.model.exposure import Exposure, Leak
from chatscrub.model.history import DueDate, History
from chatscrub.model.identity import conversation_key
from chatscrub.model.outcome import NotScanned, Skipped
from chatscrub.model.run import ArchiveResult, Run
from chatscrub.model.task import Checklist, Task
from chatscrub.pseudonyms.groups import OTHER, merged
from chatscrub.pseudonyms.names import Names
from chatscrub.shelf import Shelf
from chatscrub.vendors import vendor
from chatscrub.vendors.in_use import plan_of
from chatscrub.vendors.register import plan_name

_EXPORT = "(exports)"
_UNREAD = "something of an export could not be read; the report with names says what"


def without_names(run: Run, names: Names, shown_as: Mapping[str, str]) -> Run:
    """The run as a report may show it that names nobody. `shown_as` are the names of the tools, small ones merged."""
    return Run(
        version=run.version,
        tables=run.tables,
        detectors=run.detectors,
        archives=_archives(run.archives, shown_as),
        exposures=Shelf.of(Exposure, (_exposure(each, names, shown_as) for each in run.exposures)),
        skipped=[Skipped(_EXPORT, _UNREAD, each.count) for each in run.skipped],
        checklists=[_checklist(each, names, shown_as) for each in run.checklists],
        findings=run.findings,
        below=run.below,
        repeated=run.repeated,
        suppressed=run.suppressed,
        changes=run.changes,
        seen_before=run.seen_before,
        at_threshold=run.at_threshold,
        hold_remark=run.hold_remark,
        contracts=_contracts(run, shown_as),
        today=run.today,
        history=run.history and _history(run.history, names, shown_as),
        by_entity=run.by_entity,
        by_confidence=run.by_confidence,
    )


def _archives(archives: Sequence[ArchiveResult], shown_as: Mapping[str, str]) -> list[ArchiveResult]:
    """An export is mostly one person's, so those of a tool are told as one."""
    told: dict[str, ArchiveResult] = {}
    counts: Counter[str] = Counter()
    for archive in archives:
        name = shown_as.get(archive.provider, OTHER)
        all_ = told.setdefault(name, ArchiveResult(_EXPORT, name))
        counts[name] += 1
        all_.conversations += archive.conversations
        all_.passages += archive.passages
        all_.characters += archive.characters
        all_.findings += archive.findings
        all_.samples += archive.samples
        for what, each in archive.not_scanned.items():
            before = all_.not_scanned.get(what)
            all_.not_scanned[what] = NotScanned(what, count=each.count + (before.count if before else 0))
        # What has figures in it tells of one export.
        general = [each for each in archive.notices if not any(character.isdigit() for character in each.text)]
        all_.notices.extend(each for each in general if each not in all_.notices and name != OTHER)
    for name, all_ in told.items():
        all_.path = f"({counts[name]} exports together)"
    return [told[name] for name in sorted(told)]


def _exposure(exposure: Exposure, names: Names, shown_as: Mapping[str, str]) -> Exposure:
    conversation = exposure.conversation
    provider = shown_as[conversation.provider]
    account = Account(provider, label=names.employee(exposure.employee))
    identity = conversation.id or conversation_key(conversation, exposure.title).hex()
    id_ = names.conversation(conversation.provider, identity)
    merged_ = provider == OTHER
    kind = ObjectKind.CONVERSATION if merged_ else conversation.object
    shown = Conversation(provider, id_, account, kind, audience=conversation.audience)
    return replace(
        exposure,
        conversation=shown,
        employee=account.key,
        archive=_EXPORT,
        title=id_,
        vector=told_vector(exposure.vector, provider),
        trains="unknown" if merged_ else exposure.trains,
        reasons=(),
        targets=(),
        leaks=tuple(_leak(each, account, shown) for each in exposure.leaks),
        owner=account,
    )


def told_vector(vector: str, provider: str) -> str:
    """The line that explains a score, without what would tell the tools of a merged group apart."""
    parts = vector.split(" | ")
    return " | ".join(each for each in parts if provider != OTHER or not each.startswith("trains:"))


def _leak(leak: Leak, account: Account, shown: Conversation) -> Leak:
    return Leak(
        leak.fingerprint, leak.detector, leak.entity, leak.severity, "…", account, shown, sent_at=None, flags=leak.flags
    )


def _checklist(checklist: Checklist, names: Names, shown_as: Mapping[str, str]) -> Checklist:
    """How many tasks there are and how far they are; what to do stands on the lists with names."""
    employee = names.employee(checklist.employee)

    def shown(tasks: Sequence[Task]) -> Iterator[Task]:
        return (_task(each, employee, names, shown_as) for each in tasks)

    return Checklist(
        employee=employee,
        stem=employee,
        name=None,
        tasks=Shelf.of(Task, shown(checklist.tasks)),
        admin=checklist.admin,
        progress=checklist.progress,
        proven=tuple(shown(checklist.proven)),
        others=Shelf.of(Task, shown(checklist.others)),
    )


def _task(task: Task, employee: str, names: Names, shown_as: Mapping[str, str]) -> Task:
    id_ = names.task(task.id)
    provider = {shown_as.get(each, OTHER) for each in task.provider.split(", ")}
    return Task(
        id=id_,
        employee=employee,
        provider=", ".join(sorted(provider)),
        action=task.action,
        object=task.object if OTHER not in provider else "object",
        object_id=None,
        title=id_,
        url=None,
        why=(),
        steps=(),
        exposure=task.exposure,
        admin=task.admin,
        rank=task.rank,
        state=task.state,
    )


def _history(history: History, names: Names, shown_as: Mapping[str, str]) -> History:
    due = tuple(
        DueDate(
            candidate=names.task(each.candidate),
            employee=names.employee(each.employee),
            provider=shown_as.get(each.provider, OTHER),
            title="",
            people=each.people,
            law=each.law,
            due=each.due,
            overdue=each.overdue,
        )
        for each in history.due
    )
    return History(scans=history.scans, days=history.days, due=due, rotated=history.rotated)


def _contracts(run: Run, shown_as: Mapping[str, str]) -> list[Contract]:
    """Those of tools and plans with enough people; what lies with the others is told as one."""
    people: dict[str, set[str]] = {each.key: set() for each in run.contracts}
    for exposure in run.exposures:
        provider = exposure.conversation.provider
        plan = plan_name(vendor(provider), plan_of(exposure.conversation.account, exposure.owner))
        people.setdefault(f"{provider}:{plan}" if plan else provider, set()).add(exposure.employee)
    kept = merged(people)
    shown: list[Contract] = []
    rest = Contract(OTHER, None, "Other tools and plans", "", ())
    for contract in run.contracts:
        if kept[contract.key] != OTHER and shown_as.get(contract.provider, OTHER) != OTHER:
            shown.append(contract)
        else:
            rest = replace(
                rest,
                conversations=rest.conversations + contract.conversations,
                people=rest.people + contract.people,
                credentials=rest.credentials + contract.credentials,
            )
    return shown if len(shown) == len(run.contracts) else [*shown, rest]
