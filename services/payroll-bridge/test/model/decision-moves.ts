import { at, type Book, followLists, placesOf, wrote } from './book.js';
import { undoRefused } from './refusals.js';
import { fine, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

export type Decision = 'approve' | 'return' | 'reject';

/** @returns undefined when nobody is asked. @throws when somebody else is asked than the book says */
export async function decide(
  world: World,
  book: Book,
  place: number,
  decision: Decision,
  otherId: string | null,
): Promise<Move | undefined> {
  const list = at(book.lists, place);
  const [task] = await world.rows<{ approval: string; version: number; assignee: string }>(
    `SELECT approval_id AS approval, version::int AS version, assignee_id AS assignee FROM approval_task
     WHERE tenant_id = $1 AND subject_kind = 'bonus-list' AND subject_id = $2 AND kind = 'decision' AND state = 'open'`,
    [world.tenantId, list.id],
  );
  const expected = list.state === 'submitted' ? list.asked[0] : undefined;
  if (task?.assignee !== expected)
    throw new Error(`List ${place} asks ${String(task?.assignee)}, and should ask ${String(expected)}`);
  if (task === undefined || expected === undefined) return undefined;
  const by = otherId ?? expected;
  const { decided, added } = list;
  const body = { taskVersion: task.version, decision, ...(decision === 'approve' ? {} : { comment: '请更正' }) };
  return {
    name: `${by === expected ? 'the asked one' : by} says ${decision} of list ${place}`,
    takesKey: true,
    call: async (key) =>
      silent(await world.ask(world.person(by), 'POST', `/v1/approvals/${task.approval}/decisions`, body, key)),
    foresee: (into) => {
      const of = at(into.lists, place);
      if (by !== expected) return refused('four-eyes', 'forbidden', 'not-found', 'already-decided');
      if (of.decided !== decided || of.state !== 'submitted') return refused('already-decided', 'stale-version');
      if (of.added !== added) return refused('stale-version');
      of.decided += 1;
      decideList(into, place, decision);
      return fine();
    },
  };
}

function decideList(book: Book, place: number, decision: Decision): void {
  const list = at(book.lists, place);
  if (decision === 'approve') {
    list.asked = list.asked.slice(1);
    list.signatures += 1;
    if (list.asked.length > 0) return;
  }
  list.stamp += 1;
  const mine = book.lines.filter((line) => line.list === place);
  switch (decision) {
    case 'approve':
      list.state = 'signed';
      for (const line of mine) {
        if (line.state !== 'ready') continue;
        line.state = 'signed';
        line.stamp += 1;
      }
      break;
    case 'return':
      list.state = 'returned';
      break;
    case 'reject':
      giveUp(book, place);
      undoRefused(book, place);
      break;
  }
  wrote(book, 'bonus-list', list, { approve: 'signed', return: 'returned', reject: 'rejected' }[decision]);
  followLists(book, list.run);
}

function giveUp(book: Book, place: number): void {
  at(book.lists, place).state = 'cancelled';
  for (const line of book.lines) if (line.list === place && line.cause !== 'signed') line.active = false;
}

export function cancelCycle(world: World, book: Book, place: number): Move {
  const { id } = at(book.cycles, place);
  return {
    name: `cancel cycle ${place}`,
    takesKey: false,
    call: () => world.act(() => world.cancelCycle(id).then(({ lists }) => lists)),
    foresee: (into) => {
      const runs = placesOf(into.runs, (run) => run.kind === 'cycle' && run.cycleId === id);
      const lists = placesOf(into.lists, (list) => runs.includes(list.run));
      const stateOf = (list: number): string => at(into.lists, list).state;
      if (lists.some((list) => ['signed', 'handed-over', 'settled'].includes(stateOf(list))))
        return refused('wrong-state');
      const open = lists.filter((list) => stateOf(list) !== 'cancelled');
      for (const list of open) {
        giveUp(into, list);
        at(into.lists, list).stamp += 1;
        wrote(into, 'bonus-list', at(into.lists, list), 'cancelled');
      }
      for (const run of runs) if (open.some((list) => at(into.lists, list).run === run)) followLists(into, run);
      at(into.cycles, place).cancelled = true;
      return fine(open.length);
    },
  };
}
