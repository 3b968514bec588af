import { api, get } from './api.js';
import { byId } from './dom.js';
import { showCycle, showDesk, showLinks, showNotices, showPayouts, showSheets } from './views.js';
import { state, switchLanguage, t } from './words.js';

const page = { me: null, settings: {}, clock: null, stream: null };
const REFRESH_MS = 5_000;

function trouble(message) {
  byId('trouble').textContent = message ?? '';
  byId('trouble').hidden = !message;
}

function words() {
  document.documentElement.lang = state.language;
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  byId('language').textContent = t('language');
  showLinks(page.settings, page.me);
}

/** One part of the page; a part that is refused or away stays as it is, the others go on. */
async function part(load) {
  try {
    await load();
    return true;
  } catch (error) {
    if (error.problem?.status === 401) {
      leave();
      return true;
    }
    return error.problem !== undefined && error.problem.status < 500;
  }
}

const zone = () => page.me.tenant.zone;

const loadDesk = () => part(async () => showDesk(await get('/api/directory/v1/desk?limit=50'), zone(), decide));
const loadClock = () =>
  part(async () => {
    const tenant = await get('/api/directory/v1/tenant');
    page.clock = { ...tenant.clock, base: Date.parse(tenant.now), at: performance.now() };
    page.clock.heldIn = tenant.clock.heldAt === null ? Infinity : Date.parse(tenant.clock.heldAt) - Date.now();
  });
const loadRest = () =>
  Promise.all([
    loadClock(),
    part(async () => {
      const { items } = await get('/api/goals/v1/cycles?limit=20');
      const current = items.find((cycle) => cycle.state === 'running') ?? items[0];
      showCycle(current ? await get(`/api/goals/v1/cycles/${current.id}`) : null, zone());
    }),
    part(async () => showSheets((await get('/api/goals/v1/goal-sheets?mine=true&limit=5')).items)),
    part(async () => showPayouts((await get('/api/payroll/v1/payouts?mine=true&limit=10')).items, zone())),
    part(async () => showNotices((await get('/api/directory/v1/notices?limit=10')).items, zone())),
  ]);

async function loadAll() {
  const done = [await loadDesk(), ...(await loadRest())];
  trouble(done.every((ok) => ok !== false) ? '' : t('offline'));
}

async function decide(item, decision, button) {
  const comment = decision === 'return' ? await askReason() : undefined;
  if (comment === null) return;
  button.disabled = true;
  const send = () =>
    api('POST', `/api/${item.service}/v1/approvals/${item.approvalId}/decisions`, {
      taskId: item.taskId,
      taskVersion: item.version,
      decision,
      ...(comment ? { comment } : {}),
    });
  try {
    await freshly(send);
    trouble('');
  } catch (error) {
    trouble(error.message);
  }
  await loadDesk();
}

/** What concerns money may want a fresh sign-in: asks for it and tries once more. */
async function freshly(send) {
  try {
    return await send();
  } catch (error) {
    if (error.problem?.code !== 'step-up-required') throw error;
    const password = await askPassword();
    if (password === null) throw error;
    await api('POST', '/api/session/step-up', { password });
    return send();
  }
}

function askPassword() {
  const dialog = byId('step-up');
  const field = dialog.querySelector('input');
  field.value = '';
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      'close',
      () => {
        const password = field.value;
        field.value = '';
        if (dialog.returnValue === 'company') {
          location.assign(`/api/session/oidc/${encodeURIComponent(page.me.tenant.slug)}/start?stepUp=1`);
        }
        resolve(dialog.returnValue === 'ok' ? password : null);
      },
      { once: true },
    );
  });
}

function askReason() {
  const dialog = byId('reason');
  byId('reason-title').textContent = t('why');
  const field = dialog.querySelector('textarea');
  field.value = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'ok' ? field.value : null), { once: true });
  });
}

function tick() {
  const { clock } = page;
  byId('clock').hidden = clock === null;
  if (clock === null) return;
  const elapsed = Math.max(0, Math.min(performance.now() - clock.at, clock.heldIn));
  const now = new Date(clock.base + elapsed * clock.rate);
  byId('now').textContent = new Intl.DateTimeFormat(state.language, {
    timeZone: zone(),
    weekday: 'short',
    dateStyle: undefined,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  }).format(now);
  byId('now').dateTime = now.toISOString();
  byId('rate').textContent = clock.heldIn <= 0 ? t('held') : clock.rate > 1 ? `${clock.rate} ${t('speed')}` : '';
}

function enter(me) {
  page.me = me;
  byId('sign-in').hidden = true;
  byId('home').hidden = false;
  byId('sign-out').hidden = false;
  byId('who').textContent = `${me.person?.name ?? ''} · ${me.tenant.name}`;
  words();
  page.stream?.close();
  page.stream = new EventSource('/api/directory/v1/desk/stream');
  page.stream.addEventListener('desk', () => void loadDesk());
  void loadAll();
}

function leave() {
  page.me = null;
  page.clock = null;
  page.stream?.close();
  byId('home').hidden = true;
  byId('sign-out').hidden = true;
  byId('sign-in').hidden = false;
  byId('who').textContent = '';
  words();
}

async function signIn(form) {
  try {
    const { me } = await api('POST', '/api/session', Object.fromEntries(new FormData(form)));
    trouble('');
    form.reset();
    enter(me);
    byId('main').focus();
  } catch (error) {
    trouble(error.message);
  }
}

async function signOut() {
  await part(() => api('DELETE', '/api/session'));
  leave();
}

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  void signIn(event.target);
});
byId('by-company').addEventListener('click', () => {
  const tenant = byId('sign-in').elements.tenant.value.trim();
  if (tenant === '') trouble(t('nameCompany'));
  else location.assign(`/api/session/oidc/${encodeURIComponent(tenant)}/start`);
});
byId('sign-out').addEventListener('click', () => void signOut());
byId('language').addEventListener('click', () => {
  switchLanguage();
  words();
  if (page.me) void loadAll();
});
setInterval(tick, 250);
setInterval(() => {
  if (page.me && !document.hidden) void loadRest();
}, REFRESH_MS);

try {
  page.settings = await get('/page-settings.json');
  if (page.settings.mayBeSignedIn) enter(await get('/api/session'));
  else leave();
} catch {
  leave();
}

const refusal = new URLSearchParams(location.search).get('sign-in-refused');
if (refusal !== null) {
  const known = `refused-${refusal}`;
  trouble(t(known) === known ? t('refused-not-signed-in') : t(known));
  history.replaceState(null, '', '/');
}
