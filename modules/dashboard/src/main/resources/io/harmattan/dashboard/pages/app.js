// The dashboard: live events, one event in full, search. What comes from articles is only ever set as text.
const POLL_MS = 5000;
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

async function get(path) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Refused(problem.detail || `the server answers ${answer.status}`);
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
      el('span', { class: 'meta' }, [count(s.sources, 'source'), told(s, c)].filter(Boolean).join(', ')),
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
    return some.length ? el('p', {}, el('span', { class: 'meta' }, `${title(name)}: `), some.slice(0, 12).map(e => `${e.name} ${e.sources}`).join(', ') + (some.length > 12 ? ` and ${some.length - 12} more` : '')) : '';
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
      ...quoted(c), ...named(c), ...members(c));
    document.title = `${c.title} · Harmattan`;
    if (hasPlaces) await map(c, mapNode);
  } catch (e) {
    if (!again) detail.replaceChildren(el('a', { class: 'back', href: '/' }, '‹ All events'), el('p', { class: 'error' }, e.message));
  }
}

// ---- search

function hits(page) {
  return page.hits.map(hit => el('li', {},
    el('b', {}, hit.url ? link(hit.url, hit.title || hit.url) : hit.title || '(no title)'), ' ',
    el('span', { class: 'meta' }, [hit.outlet, hit.timed ? minute.format(new Date(hit.eventTime)) : 'no date'].filter(Boolean).join(' · ')),
    el('blockquote', {}, hit.snippet),
    hit.clusterId ? el('a', { href: `/clusters/${encodeURIComponent(hit.clusterId)}` }, 'its event') : ''));
}

// each value asks for the same with it besides; an entity as words, since queries know those of the profile alone
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

// ---- addresses

function at() {
  const id = location.pathname.match(/^\/clusters\/([^/]+)$/);
  return { id: id ? decodeURIComponent(id[1]) : null, q: location.pathname === '/search' ? new URLSearchParams(location.search).get('q') : null };
}

function show() {
  const { id, q } = at();
  document.body.classList.toggle('open', Boolean(id || q));
  document.querySelectorAll('.card').forEach(c => c.toggleAttribute('aria-current', c.dataset.id === id));
  drawn = '';
  if (id) cluster(id, false);
  else if (q) search(q);
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

async function refresh() {
  if (!document.hidden) {
    await list();
    const { id } = at();
    if (id) await cluster(id, true);
  }
  setTimeout(refresh, POLL_MS);
}

show();
refresh();
