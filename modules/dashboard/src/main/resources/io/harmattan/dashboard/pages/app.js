// The dashboard: live events, one event in full, search, alerts. What comes from articles is only ever set as text.
const POLL_MS = 5000; // without the live stream
const CHECK_MS = 30000; // with it
const GATHER_MS = 300; // changes that come together are shown together
const CARDS = 50;
const byId = id => document.getElementById(id);

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
  return node;
}

function link(url, text) {
  let safe = null;
  try {
    const parsed = new URL(url);
    safe = ['http:', 'https:'].includes(parsed.protocol) ? parsed.href : null;
  } catch { /* no address */ }
  return safe ? el('a', { href: safe, rel: 'noopener noreferrer nofollow', target: '_blank' }, text) : text;
}

const count = (n, one, many = one + 's') => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const minute = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const span = c => {
  const first = day.format(new Date(c.firstEventTime));
  const last = day.format(new Date(c.lastEventTime));
  return (first === last ? first : `${first} – ${last}`) + (c.timed ? '' : ' (when read: no article has a date)');
};
const target = name => name.split('-').map(word => (word.length < 3 ? word.toUpperCase() : word)).join(' ');
const title = text => text.charAt(0).toUpperCase() + text.slice(1);

class Refused extends Error {}

// a token stays in this tab and is sent to this server alone
const token = () => sessionStorage.getItem('token');
const authorised = () => (token() ? { Authorization: `Bearer ${token()}` } : {});

async function get(path, headers = {}, method = 'GET') {
  const answer = await fetch(path, { method, headers: { Accept: 'application/json', ...headers } });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw Object.assign(new Refused(problem.detail || `the server answers ${answer.status}`), { status: answer.status });
  }
  return answer.json();
}

// ---- state of the connection

function say(state, words) {
  byId('state').className = state;
  byId('state').querySelector('.words').textContent = words;
}

// ---- the list

function card(c, current) {
  const chips = el('ul', { class: 'chips' });
  for (const side of c.sides || []) {
    const parts = [];
    if (side.favourable) parts.push(el('span', { class: 'favourable' }, `${side.favourable} for `));
    if (side.opposed) parts.push(el('span', { class: 'opposed' }, `${side.opposed} against `));
    if (!parts.length) parts.push(el('span', { class: 'neutral' }, `${side.neutral} neutral on `));
    chips.append(el('li', { class: 'chip' }, ...parts, target(side.target)));
  }
  if (c.disagreements) chips.append(el('li', { class: 'chip alert' }, count(c.disagreements, 'figure differs', 'figures differ')));
  const places = c.entities.filter(e => e.type === 'place').slice(0, 4).map(e => e.name).join(', ');
  const outlets = c.outlets.slice(0, 3).join(', ') + (c.outlets.length > 3 ? ` and ${c.outlets.length - 3} more` : '');
  return el('li', {}, el('a', { class: 'card', href: `/clusters/${encodeURIComponent(c.id)}`, 'data-id': c.id, 'aria-current': c.id === current ? 'true' : null },
    el('b', {}, c.title),
    el('span', { class: 'meta' }, `${span(c)} · ${count(c.articles, 'article')}, ${count(c.sources, 'independent source')}`),
    el('br'), el('span', { class: 'meta' }, places + (outlets ? ` · ${outlets}` : '')), chips));
}

let shown = '';

async function list() {
  try {
    const [{ clusters }, status] = await Promise.all([get(`/api/v1/clusters?limit=${CARDS}`), get('/api/v1/status')]);
    const current = at().id;
    const key = JSON.stringify([clusters.map(c => [c.id, c.revision]), current]);
    if (key !== shown) {
      const focused = document.activeElement?.dataset?.id;
      byId('cards').replaceChildren(...clusters.map(c => card(c, current)));
      if (focused) byId('cards').querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
      shown = key;
    }
    byId('totals').textContent = clusters.length === 0
      ? 'None yet. harmattan ingest FILE… brings articles in.'
      : status.totals ? `${count(status.totals.clusters, 'event')} of ${count(status.totals.articles, 'article')}` : '';
    const down = status.parts.filter(p => !p.up).map(p => p.name);
    if (down.length) say('down', `${down.join(', ')} down`);
    else say('live', 'live');
  } catch (e) {
    say('down', e instanceof Refused ? 'search is down' : 'no connection');
  }
}

// ---- one event

// when it was told; nothing where no article that tells it has a date
function told(s, c) {
  if (!c.timed || s.first < c.firstEventTime || s.last > c.lastEventTime) return '';
  const [first, last] = [s.first, s.last].map(time => day.format(new Date(time)));
  return first === last ? first : `${first} – ${last}`;
}

function stances(c) {
  if (!c.stances?.length) return [];
  const byTarget = new Map();
  for (const s of c.stances) byTarget.set(s.target, [...(byTarget.get(s.target) || []), s]);
  const columns = el('div', { class: 'stances' });
  for (const [name, some] of byTarget) {
    const items = some.map(s => el('li', {},
      el('span', {}, s.holder === 'author' ? 'The articles themselves' : title(s.holder)), ' ',
      el('b', { class: s.label }, { favourable: 'for', opposed: 'against', neutral: 'neutral' }[s.label]), ' ',
      el('span', { class: 'meta' }, [count(s.sources, 'source') + (s.outlets.length ? `: ${s.outlets.slice(0, 4).join(', ')}${s.outlets.length > 4 ? ` and ${s.outlets.length - 4} more` : ''}` : ''), told(s, c)].filter(Boolean).join(' · ')),
      el('blockquote', {}, `“${s.evidence}”`)));
    columns.append(el('div', {}, el('h4', {}, title(target(name))), el('ul', {}, ...items)));
  }
  return [el('h3', {}, 'Who is for or against'), columns];
}

function disagreements(c) {
  if (!c.disagreements?.length) return [];
  const parts = [el('h3', {}, 'Where the sources differ')];
  for (const d of c.disagreements) {
    parts.push(el('p', {}, title(d.of) + (d.ofWhom ? ` (${d.ofWhom})` : '')),
      el('div', { class: 'claims' }, ...d.claims.map(claim => el('div', { class: 'claim' },
        el('strong', {}, claim.surface),
        el('span', { class: 'meta' }, (claim.says ? `${claim.says} · ` : '') + (claim.outlets.join(', ') || count(claim.sources, 'source')))))));
  }
  return parts;
}

function quoted(c) {
  if (!c.quoted?.length) return [];
  return [el('h3', {}, 'Who is quoted'), el('div', { class: 'scroll' }, el('table', {},
    el('tr', {}, el('th', {}, 'Who'), el('th', {}, 'Sources'), el('th', {}, 'By')),
    ...c.quoted.map(q => el('tr', {}, el('td', {}, title(q.holder)), el('td', {}, String(q.sources)), el('td', { class: 'meta' }, q.outlets.join(', ') || '–')))))];
}

function named(c) {
  const groups = [['people', 'person'], ['organisations', 'organisation'], ['places', 'place']];
  return [el('h3', {}, 'Named, by independent sources'), ...groups.map(([name, type]) => {
    const some = c.entities.filter(e => e.type === type);
    return some.length ? el('p', {}, el('span', { class: 'meta' }, `${title(name)}: `), ...some.slice(0, 12).flatMap((e, i) => [i ? ', ' : '', entityLink(e), ` ${e.sources}`]), some.length > 12 ? ` and ${some.length - 12} more` : '') : '';
  })];
}

function members(c) {
  const roles = { first: 'first to tell', copy: 'copy', retold: 'retold', independent: '' };
  return [el('h3', {}, 'Articles'), el('div', { class: 'scroll' }, el('table', {},
    el('tr', {}, el('th', {}, 'Title'), el('th', {}, 'Outlet'), el('th', { class: 'when' }, 'Published')),
    ...c.members.map(m => el('tr', {},
      el('td', {}, m.url ? link(m.url, m.title || m.url) : m.title || '(no title)', roles[m.role] ? el('span', { class: 'meta' }, ` · ${roles[m.role]}`) : '', m.late ? el('span', { class: 'meta' }, ' · late') : ''),
      el('td', {}, m.outlet || '–'),
      el('td', { class: 'when meta' }, m.timed ? minute.format(new Date(m.eventTime)) : 'no date')))))];
}

let countries = null;

async function map(c, node) {
  const places = c.entities.filter(e => e.location);
  if (!places.length || !window.L) return;
  countries ??= await fetch('/assets/countries.json').then(r => r.json());
  if (!node.isConnected) return;
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(name).trim();
  const view = L.map(node, { attributionControl: false, scrollWheelZoom: false, minZoom: 1, maxZoom: 9, worldCopyJump: true });
  const exact = places.filter(e => !['country', 'region', 'continent'].includes(e.kind));
  const some = exact.length ? exact : places;
  const least = Math.max(...some.map(e => e.sources)) / 2; // what is named in passing does not set the frame
  view.fitBounds(some.filter(e => e.sources >= least).map(e => [e.location.lat, e.location.lon]), { padding: [30, 30], maxZoom: 5 }); // before any layer is drawn
  L.control.attribution({ prefix: false }).addAttribution('Outlines: Natural Earth. Places: the watch profile, GeoNames').addTo(view);
  L.geoJSON(countries, { interactive: false, style: { fillColor: colour('--land'), fillOpacity: 1, color: colour('--border'), weight: 1 } }).addTo(view);
  for (const [rank, e] of some.entries()) {
    const label = el('span', {}, `${e.name}: ${count(e.sources, 'source')}`);
    L.circleMarker([e.location.lat, e.location.lon], { radius: 5 + 2 * Math.sqrt(e.sources), color: colour('--mark'), fillOpacity: 0.45, weight: 2 }).bindTooltip(label, { permanent: rank < 2, direction: rank % 2 ? 'left' : 'right' }).addTo(view);
  }
}

let drawn = '';

async function cluster(id, again) {
  const detail = byId('detail');
  try {
    const c = await get(`/api/v1/clusters/${encodeURIComponent(id)}`);
    if (at().id !== id) return;
    if (c.id !== id) history.replaceState(null, '', `/clusters/${encodeURIComponent(c.id)}`); // merged: its address leads on
    const key = `${c.id} ${c.revision}`;
    if (again && key === drawn) return;
    drawn = key;
    const mapNode = el('div', { id: 'map', role: 'img', 'aria-label': 'Map of the places named' });
    const hasPlaces = c.entities.some(e => e.location);
    detail.replaceChildren(
      el('a', { class: 'back', href: '/' }, '‹ All events'),
      el('h1', {}, c.title),
      el('p', { class: 'meta' }, `${span(c)} · ${count(c.articles, 'article')}, ${count(c.sources, 'independent source')} · ${c.status}`),
      c.continues ? el('p', { class: 'meta' }, 'Continues ', el('a', { href: `/clusters/${encodeURIComponent(c.continues)}` }, 'an earlier event')) : '',
      ...(c.summary || []).map(line => el('p', {}, line.text, ' ', el('span', { class: 'meta' }, line.outlet ? `(${line.outlet})` : ''))),
      ...disagreements(c), ...stances(c),
      ...(hasPlaces ? [el('h3', {}, 'Places'), mapNode] : []),
      ...quoted(c), ...named(c), ...members(c), ...changes(c));
    document.title = `${c.title} · Harmattan`;
    if (hasPlaces) await map(c, mapNode);
  } catch (e) {
    if (!again) detail.replaceChildren(el('a', { class: 'back', href: '/' }, '‹ All events'), el('p', { class: 'error' }, e.message));
  }
}

function changes(c) {
  if (!c.changes?.length) return [];
  const newest = c.changes.slice(-20).reverse();
  return [el('h3', {}, 'What happened to it'), el('div', { class: 'scroll' }, el('table', {},
    ...newest.map(x => el('tr', {}, el('td', { class: 'meta when' }, minute.format(new Date(x.ingestTime))),
      el('td', {}, x.shift ? `${x.kind}: ${target(x.shift.target)}, from ${x.shift.from} to ${x.shift.to}` : x.kind),
      el('td', {}, x.reason, x.other ? el('span', {}, ' (', el('a', { href: `/clusters/${encodeURIComponent(x.other)}` }, 'the other event'), ')') : '')))))];
}

// ---- an entity

const entityLink = e => el('a', { class: 'quiet', href: `/entities/${encodeURIComponent(e.id)}` }, e.name);

// a bar a day, the stances of the day in words for those who cannot see it
function days(all) {
  if (!all.length) return [];
  const most = Math.max(...all.map(d => d.articles));
  return [el('h3', {}, 'By day'), el('div', { class: 'days', role: 'img', 'aria-label': `Articles by day, ${all[0].day} to ${all.at(-1).day}` },
    ...all.slice(-60).map(d => el('span', { class: `bar h${Math.ceil(10 * d.articles / most)}`,
      title: [`${d.day}: ${count(d.articles, 'article')}`, ...d.stances.map(s => `${target(s.target)}: ${s.favourable} for, ${s.opposed} against`)].join('\n') })))];
}

async function entity(id) {
  const detail = byId('detail');
  try {
    const known = await get(`/api/v1/entities/${encodeURIComponent(id)}`);
    if (at().entity !== id) return;
    const e = known.entity;
    document.title = `${e.name} · Harmattan`;
    const counts = some => some.slice(0, 12).map(c => `${c.label ?? c.value} ${c.articles}`).join(', ');
    detail.replaceChildren(
      el('a', { class: 'back', href: '/' }, '‹ All events'), el('h1', {}, e.name),
      el('p', { class: 'meta' }, [e.kind || e.type, e.country, e.location ? `${e.location.lat.toFixed(2)}, ${e.location.lon.toFixed(2)}` : '',
        `${count(known.articles, 'article')} in ${count(known.clusters, 'event')}`].filter(Boolean).join(' · ')),
      known.aliases.length ? el('p', { class: 'meta' }, `Also ${known.aliases.join(', ')}`) : '',
      el('p', {}, el('a', { href: `/search?q=${encodeURIComponent(`entity:${e.id}`)}` }, 'Search its articles')),
      ...days(known.days),
      known.outlets.length ? el('p', {}, el('span', { class: 'meta' }, 'Outlets: '), counts(known.outlets)) : '',
      known.together.length ? el('p', {}, el('span', { class: 'meta' }, 'Named with: '), counts(known.together)) : '',
      ...(known.latest.length ? [el('h3', {}, 'Newest articles'), el('ul', { class: 'plain' }, ...hits({ hits: known.latest }))] : []));
  } catch (e) {
    detail.replaceChildren(el('a', { class: 'back', href: '/' }, '‹ All events'), el('p', { class: 'error' }, e.message));
  }
}

// ---- search

function hits(page) {
  return page.hits.map(hit => el('li', {},
    el('b', {}, hit.url ? link(hit.url, hit.title || hit.url) : hit.title || '(no title)'), ' ',
    el('span', { class: 'meta' }, [hit.outlet, hit.timed ? minute.format(new Date(hit.eventTime)) : 'no date', !hit.matches && 'in other words'].filter(Boolean).join(' · ')),
    el('blockquote', {}, hit.snippet),
    hit.clusterId ? el('a', { href: `/clusters/${encodeURIComponent(hit.clusterId)}` }, 'its event') : ''));
}

// each value asks for the same with it besides
function facets(page, query) {
  const quoted = value => `"${value.replaceAll('"', ' ')}"`;
  const wanted = (facet, value) => `${facet.name}:${quoted(value)}`;
  const within = query.includes(' ') ? `(${query})` : query;
  return page.facets.filter(facet => facet.counts.length).map(facet => el('p', {}, el('span', { class: 'meta' }, `${title(target(facet.name.replace('stance.', 'stance on ')))}: `),
    ...facet.counts.slice(0, 8).map(c => el('a', { class: 'chip', href: `/search?q=${encodeURIComponent(`${within} AND ${wanted(facet, c.value)}`)}` }, `${c.label} ${c.articles}`))));
}

async function search(query) {
  const detail = byId('detail');
  byId('q').value = query;
  document.title = `${query} · Harmattan`;
  const address = `/api/v1/search?limit=25&q=${encodeURIComponent(query)}`;
  try {
    const page = await get(`${address}&facets=true`);
    const found = el('ul', { class: 'plain' }, ...hits(page));
    const more = el('button', { type: 'button' }, 'More');
    let next = page.next;
    more.hidden = !next;
    more.addEventListener('click', async () => {
      more.disabled = true;
      try {
        const further = await get(`${address}&after=${encodeURIComponent(next)}`);
        found.append(...hits(further));
        next = further.next;
        more.hidden = !next;
      } catch (e) {
        more.before(el('p', { class: 'error' }, e.message));
      }
      more.disabled = false;
    });
    detail.replaceChildren(
      el('a', { class: 'back', href: '/' }, '‹ All events'),
      el('h1', {}, count(page.total, 'article')),
      ...facets(page, query), found, more,
      el('p', { class: 'meta' }, 'All of them: ',
        el('a', { href: `/api/v1/export?format=csv&q=${encodeURIComponent(query)}`, download: 'articles.csv' }, 'CSV'), ', ',
        el('a', { href: `/api/v1/export?q=${encodeURIComponent(query)}`, download: 'articles.jsonl' }, 'JSON lines'), ', ',
        el('a', { href: `/api/v1/feed?q=${encodeURIComponent(query)}`, download: 'articles.atom' }, 'feed')));
  } catch (e) {
    detail.replaceChildren(el('a', { class: 'back', href: '/' }, '‹ All events'), el('p', { class: 'error' }, e.message));
  }
}

// ---- alerts

const deliveries = { delivered: 'arrived', retrying: 'is tried again', failed: 'failed', gone: 'refused for good', dropped: 'not sent' };
const delivery = a => (a.status ? deliveries[a.status] || a.status : 'goes to feeds and this page alone');

function askForToken(problem) {
  const field = el('input', { id: 'token', type: 'password', autocomplete: 'off', required: true });
  const form = el('form', { class: 'token' }, el('label', { for: 'token' }, 'Token'), field, el('button', {}, 'Show the alerts'));
  form.addEventListener('submit', event => {
    event.preventDefault();
    sessionStorage.setItem('token', field.value.trim());
    show();
  });
  byId('detail').replaceChildren(el('a', { class: 'back', href: '/' }, '‹ All events'), el('h1', {}, 'Alerts'),
    problem ? el('p', { class: 'error' }, problem) : '',
    el('p', {}, 'Alerts are for those who keep subscriptions. A token comes from ', el('code', {}, 'harmattan token create me --scope subscribe'), '.'), form);
  field.focus();
}

function alertItem(a) {
  return el('li', {},
    el('a', { href: `/alerts/${encodeURIComponent(a.id)}` }, el('b', {}, a.title)), ' ',
    el('span', { class: 'meta' }, `${minute.format(new Date(a.due))} · ${a.subscriptionName} · ${delivery(a)}`));
}

function notices() {
  if (!('Notification' in window) || Notification.permission === 'granted') return '';
  const button = el('button', { type: 'button' }, 'Tell me on the desktop');
  button.addEventListener('click', async () => {
    await Notification.requestPermission();
    button.remove();
  });
  return button;
}

function subscriptionTable(all) {
  if (!all.length) return [el('p', { class: 'hint' }, 'No subscription yet. harmattan subscriptions add FILE adds one.')];
  return [el('div', { class: 'scroll' }, el('table', {},
    el('tr', {}, el('th', {}, 'Subscription'), el('th', {}, 'Told of'), el('th', {}, 'Query')),
    ...all.map(s => el('tr', {}, el('td', {}, s.name || s.id, s.paused ? el('span', { class: 'meta' }, ' · paused') : ''),
      el('td', {}, s.trigger.kind), el('td', {}, el('code', {}, s.query))))))];
}

async function alerts() {
  if (!token()) return askForToken('');
  try {
    const [{ alerts: newest }, subscriptions] = await Promise.all([
      get('/api/v1/alerts?limit=50', authorised()),
      get('/api/v1/subscriptions', authorised()).then(all => all.subscriptions).catch(() => null)]);
    if (!at().alerts) return;
    document.title = 'Alerts · Harmattan';
    byId('detail').replaceChildren(el('a', { class: 'back', href: '/' }, '‹ All events'), el('h1', {}, 'Alerts'), notices(),
      el('ul', { class: 'plain', id: 'alerts' }, ...newest.map(alertItem)),
      newest.length ? '' : el('p', { class: 'hint' }, 'Nothing was told yet.'),
      ...(subscriptions ? [el('h3', {}, 'Who waits for what'), ...subscriptionTable(subscriptions)] : []));
    follow();
  } catch (e) {
    refuse(e);
  }
}

function refuse(e) {
  if (e.status === 401 || e.status === 403) {
    sessionStorage.removeItem('token');
    askForToken(e.message);
  } else {
    byId('detail').replaceChildren(el('a', { class: 'back', href: '/' }, '‹ All events'), el('p', { class: 'error' }, e.message));
  }
}

async function alert(id) {
  if (!token()) return askForToken('');
  const path = `/api/v1/alerts/${encodeURIComponent(id)}`;
  try {
    const a = await get(path, authorised());
    if (at().alert !== id) return;
    document.title = `${a.title} · Harmattan`;
    const again = el('button', { type: 'button' }, 'Send it again');
    again.addEventListener('click', async () => {
      again.disabled = true;
      try {
        await get(`${path}/resend`, authorised(), 'POST');
        again.textContent = 'On its way';
      } catch (e) {
        again.after(el('p', { class: 'error' }, e.message));
      }
    });
    const facts = [['Subscription', `${a.subscriptionName}, version ${a.subscriptionVersion}, ${a.trigger}`], ['Due', minute.format(new Date(a.due))],
      ['Fired by', a.cause ? `${a.cause.topic}, partition ${a.cause.partition}, offset ${a.cause.offset}` : 'time']];
    byId('detail').replaceChildren(
      el('a', { class: 'back', href: '/alerts' }, '‹ All alerts'), el('h1', {}, a.title),
      ...a.lines.map(line => el('p', {}, line)),
      a.clusterId ? el('p', {}, el('a', { href: `/clusters/${encodeURIComponent(a.clusterId)}` }, 'The event')) : '',
      el('table', {}, ...facts.map(([name, value]) => el('tr', {}, el('th', {}, name), el('td', {}, value)))),
      el('h3', {}, 'Attempts'),
      a.attempts.length ? el('div', { class: 'scroll' }, el('table', {},
        el('tr', {}, el('th', {}, 'At'), el('th', {}, 'To'), el('th', {}, 'Outcome')),
        ...a.attempts.map(t => el('tr', {}, el('td', { class: 'meta' }, minute.format(new Date(t.at))), el('td', {}, `${t.channel} ${t.address}`),
          el('td', {}, [deliveries[t.status] || t.status, t.code, `${t.latencyMillis} ms`].filter(Boolean).join(' · ')))))) : el('p', { class: 'hint' }, 'None.'),
      again);
  } catch (e) {
    refuse(e);
  }
}

// EventSource cannot send a token, so the stream of alerts is read by hand
let following = null;

async function follow() {
  if (following) return;
  following = new AbortController();
  let last = '';
  while (at().alerts && token()) {
    try {
      const answer = await fetch('/api/v1/stream?changes=false&alerts=true', {
        headers: { Accept: 'text/event-stream', ...authorised(), ...(last ? { 'Last-Event-ID': last } : {}) }, signal: following.signal });
      if (!answer.ok) break;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        const blocks = (text + value).split('\n\n');
        text = blocks.pop();
        for (const block of blocks) {
          const field = name => block.split('\n').filter(line => line.startsWith(`${name}:`)).map(line => line.slice(name.length + 1).trim()).join('\n');
          last = field('id') || last;
          if (field('event') === 'alert') announce(JSON.parse(field('data')));
        }
      }
    } catch { /* comes again below */ }
    if (!at().alerts) break;
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
  following = null;
}

function announce(a) {
  byId('alerts')?.prepend(alertItem(a));
  if ('Notification' in window && Notification.permission === 'granted') {
    new Notification(a.title, { body: a.lines.join('\n'), tag: a.id }).addEventListener('click', () => window.focus());
  }
}

// ---- addresses

function at() {
  const [, room, id] = location.pathname.match(/^\/(clusters|alerts|entities)\/([^/]+)$/) || [];
  const named = room ? decodeURIComponent(id) : null;
  return {
    id: room === 'clusters' ? named : null,
    alert: room === 'alerts' ? named : null,
    entity: room === 'entities' ? named : null,
    alerts: location.pathname === '/alerts',
    q: location.pathname === '/search' ? new URLSearchParams(location.search).get('q') : null };
}

function show() {
  const { id, q, alert: alertId, alerts: all, entity: entityId } = at();
  document.body.classList.toggle('open', Boolean(id || q || alertId || all || entityId));
  if (!all) following?.abort();
  document.querySelectorAll('.card').forEach(c => c.toggleAttribute('aria-current', c.dataset.id === id));
  drawn = '';
  if (id) cluster(id, false);
  else if (q) search(q);
  else if (alertId) alert(alertId);
  else if (all) alerts();
  else if (entityId) entity(entityId);
  else {
    document.title = 'Harmattan';
    byId('detail').replaceChildren(el('p', { class: 'hint' }, 'Choose an event to see where its sources differ, who is for or against what, and its places.'));
  }
}

document.addEventListener('click', event => {
  const anchor = event.target.closest('a[href^="/"]');
  if (!anchor || anchor.hasAttribute('download') || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  history.pushState(null, '', anchor.getAttribute('href'));
  show();
  scrollTo(0, 0);
});
byId('search').addEventListener('submit', event => {
  event.preventDefault();
  const query = byId('q').value.trim();
  history.pushState(null, '', query ? `/search?q=${encodeURIComponent(query)}` : '/');
  show();
});
addEventListener('popstate', show);

// ---- live

let live = false;
let waiting = null;

async function refresh() {
  clearTimeout(waiting);
  waiting = null;
  if (!document.hidden) {
    await list();
    const { id } = at();
    if (id) await cluster(id, true);
  }
  waiting ??= setTimeout(refresh, live ? CHECK_MS : POLL_MS);
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, GATHER_MS);
}

// the browser comes again by itself, with the place that it knows, until the server refuses it
function listen() {
  const stream = new EventSource('/api/v1/stream');
  stream.addEventListener('open', () => { live = true; });
  stream.addEventListener('change', soon);
  stream.addEventListener('reset', soon);
  stream.addEventListener('error', () => {
    if (live) soon();
    live = false;
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, CHECK_MS);
  });
}

document.addEventListener('visibilitychange', () => { if (!document.hidden) soon(); });
show();
refresh();
listen();
