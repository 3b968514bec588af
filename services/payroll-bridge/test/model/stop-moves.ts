import { STAFF } from '@goalbeat/testing/harness/company';
import { at, type Book, wrote } from './book.js';
import { fine, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

export type Stopper = 'hr' | 'lead' | 'reviewer';
export type Switching = 'stop' | 'ask-release' | 'release';

/** Nothing leaves from now on; and it goes on once two people have said so, one after the other. */
export async function switching(world: World, book: Book, who: Stopper, what: Switching): Promise<Move | undefined> {
  if (what === 'stop') return stop(world, who);
  const place = book.stops.findIndex((one) => !one.released);
  const seen = book.stops[place];
  if (seen === undefined) return undefined;
  const [row] = await world.rows<{ version: number }>('SELECT version::int AS version FROM payout_stop WHERE id = $1', [
    seen.id,
  ]);
  const path = what === 'release' ? '/v1/stop-switch/release' : '/v1/stop-switch/release-request';
  const body = { stop: seen.id, version: row?.version, ...(what === 'release' ? {} : { reason: '已核对' }) };
  const { stamp } = seen;
  return {
    name: `${who}: ${what}`,
    takesKey: true,
    call: async (key) => silent(await world.ask(world.as(who), 'POST', path, body, key)),
    foresee: (into) => {
      const one = at(into.stops, place);
      if (who === 'reviewer') return refused('forbidden');
      if (one.released) return refused('wrong-state');
      if (one.stamp !== stamp) return refused('stale-version');
      if (what === 'ask-release') {
        one.askedBy = STAFF[who];
        one.stamp += 1;
        wrote(into, 'stop-switch', one, 'release-asked');
        return fine();
      }
      if (one.askedBy === null) return refused('wrong-state');
      if (one.askedBy === STAFF[who]) return refused('four-eyes');
      one.released = true;
      wrote(into, 'stop-switch', one, 'released');
      return fine();
    },
  };
}

function stop(world: World, who: Stopper): Move {
  return {
    name: `${who} stops payouts`,
    takesKey: true,
    call: async (key) => silent(await world.ask(world.as(who), 'POST', '/v1/stop-switch', { reason: '核对中' }, key)),
    foresee: (into) => {
      if (into.stops.every((one) => one.released)) {
        const one = { id: '', stamp: 0, askedBy: null, released: false };
        into.stops.push(one);
        wrote(into, 'stop-switch', one, 'stopped');
      }
      return fine();
    },
    learn: async (into) => {
      const rows = await world.rows<{ id: string }>(
        'SELECT id FROM payout_stop WHERE tenant_id = $1 AND released_at IS NULL',
        [world.tenantId],
      );
      for (const one of into.stops) if (one.id === '') one.id = rows[0]?.id ?? '';
    },
  };
}
