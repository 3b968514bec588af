import { byId, el, fill } from './dom.js';
import { amount, instant, of, t } from './words.js';

const FUNNEL = ['issued', 'planned', 'reported', 'confirmed', 'scored', 'signed', 'paid'];
const nothing = (word = 'none') => el('p', { class: 'soft' }, t(word));

export function showCycle(cycle, zone) {
  if (!cycle) return fill('cycle', nothing('noCycle'));
  const { funnel, timeline } = cycle;
  const next = timeline.find((step) => step.doneAt === null);
  fill(
    'cycle',
    el(
      'p',
      { class: 'line' },
      el('strong', {}, `${cycle.definitionName} · ${cycle.period}`),
      el('span', { class: 'soft' }, of('state', cycle.state), ' · ', `${funnel.people} ${t('people')}`),
      next && cycle.state === 'running'
        ? el('span', { class: 'soft' }, `${t('next')}: ${of('step', next.step)} ${instant(next.at, zone)}`)
        : null,
    ),
    el(
      'ol',
      { class: 'funnel' },
      FUNNEL.map((stage) =>
        el(
          'li',
          {},
          el('b', {}, String(funnel[stage])),
          t(stage),
          el('meter', { min: 0, max: Math.max(funnel.people, 1), value: funnel[stage], 'aria-label': t(stage) }),
        ),
      ),
    ),
  );
}

export function showDesk(desk, zone, decide) {
  byId('desk-count').textContent =
    desk.counts.open + (desk.counts.late > 0 ? ` · ${desk.counts.late} ${t('late')}` : '');
  const warning =
    desk.source === 'direct'
      ? el(
          'p',
          { class: 'soft' },
          t('direct'),
          desk.missing.length > 0 ? ` (${t('missing')}: ${desk.missing.join(', ')})` : '',
        )
      : null;
  const rows = desk.items.map((item) =>
    el(
      'li',
      {},
      el(
        'div',
        { class: 'line' },
        el('h3', {}, `${of('subject', item.subjectKind)} · ${item.title}`),
        item.dueAt
          ? el(
              'span',
              { class: item.lateMinutes > 0 ? 'late' : 'soft' },
              item.lateMinutes > 0
                ? `${t('late')} ${item.lateMinutes} ${t('minutes')}`
                : `${t('due')} ${instant(item.dueAt, zone)}`,
            )
          : null,
      ),
      item.standsInFor ? el('p', { class: 'soft' }, `${t('standsInFor')} ${item.standsInFor.name}`) : null,
      item.kind === 'decision' && item.approvalId
        ? el(
            'p',
            { class: 'buttons' },
            el('button', { type: 'button', onclick: (event) => decide(item, 'approve', event.target) }, t('approve')),
            el(
              'button',
              { type: 'button', class: 'quiet', onclick: (event) => decide(item, 'return', event.target) },
              t('return'),
            ),
          )
        : null,
    ),
  );
  fill('desk', ...(warning ? [warning] : []), rows.length > 0 ? el('ul', { class: 'rows' }, rows) : nothing());
}

export function showSheets(sheets) {
  const rows = sheets.map((sheet) =>
    el(
      'li',
      {},
      el(
        'div',
        { class: 'line' },
        el('h3', {}, sheet.period),
        el(
          'span',
          { class: 'soft' },
          `${of('state', sheet.state)} · ${t('completion')} ${sheet.completion} %${sheet.provisional ? ` (${t('provisional')})` : ''}`,
        ),
      ),
      el('ul', { class: 'rows' }, sheet.goals.map(goalRow)),
    ),
  );
  fill('sheets', rows.length > 0 ? el('ul', { class: 'rows' }, rows) : nothing());
}

function goalRow(goal) {
  const attained = Number(goal.attainment);
  return el(
    'li',
    {},
    el(
      'div',
      { class: 'line' },
      el('span', {}, goal.title),
      el('span', { class: 'soft' }, `${t('weight')} ${goal.weight} %`),
    ),
    el('meter', {
      min: 0,
      max: 100,
      value: Math.min(Number.isFinite(attained) ? attained : 0, 100),
      'aria-label': goal.title,
    }),
    el('div', { class: 'soft' }, `${t('actual')} ${goal.actual ?? '–'} / ${t('target')} ${goal.target} ${goal.unit}`),
    goal.returnedReason ? el('div', { class: 'late' }, goal.returnedReason) : null,
  );
}

export function showPayouts(payouts, zone) {
  const rows = payouts.map((payout) =>
    el(
      'li',
      {},
      el(
        'div',
        { class: 'line' },
        el('span', {}, `${payout.period} `, el('span', { class: 'money' }, amount(payout.amount))),
        el(
          'span',
          { class: 'soft' },
          `${of('state', payout.state)} ${payout.paidAt ? instant(payout.paidAt, zone) : ''}`,
        ),
      ),
      payout.words.length > 0
        ? el(
            'details',
            {},
            el('summary', {}, t('how')),
            el(
              'ol',
              {},
              payout.words.map((line) => el('li', {}, line)),
            ),
          )
        : null,
    ),
  );
  fill('payouts', rows.length > 0 ? el('ul', { class: 'rows' }, rows) : nothing());
}

export function showNotices(notices, zone) {
  const rows = notices.map((notice) =>
    el(
      'li',
      {},
      el(
        'div',
        { class: 'line' },
        el('span', {}, notice.text),
        el('span', { class: 'soft' }, instant(notice.at, zone)),
      ),
    ),
  );
  fill('notices', rows.length > 0 ? el('ul', { class: 'rows' }, rows) : nothing());
}

export function showLinks(settings, me) {
  const areas = ['directory', 'goals', 'appraisal', 'payroll'];
  const runsIt = me?.roles.some(({ role }) => role === 'ops' || role === 'admin');
  fill(
    'links',
    el('span', { class: 'soft' }, t('openapi')),
    areas.map((area) => el('a', { href: `/api/${area}/openapi.json` }, area)),
    runsIt && settings.temporalUiUrl ? el('a', { href: settings.temporalUiUrl, rel: 'noreferrer' }, t('temporal')) : '',
  );
}
