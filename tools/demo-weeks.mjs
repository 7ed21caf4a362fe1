// Weeks of a rep's ordinary work: who is contacted when follows from the customer's class, and some are neglected.
import { visit } from './demo-data.mjs';

const day_ms = 24 * 3600 * 1000;
const weeks = 4;
const days_between = { a: 7, b: 14, c: 28 };
const stages = ['intent', 'intent', 'proposal', 'proposal', 'negotiation', 'won', 'lost'];

// One in eight has heard nothing for half of the time.
const neglected = (pick) => pick.below(8) === 0;

// A moment of a working day, nine to five in China.
function workingTime(ms, pick) {
  let midnight = ms - (ms % day_ms);
  const weekday = new Date(midnight).getUTCDay();
  if (weekday === 6) midnight -= day_ms;
  if (weekday === 0) midnight += day_ms;
  return midnight + (1 + pick.below(8)) * 3600_000 + pick.below(3600_000);
}

function contactsWith(row, pick, now) {
  const every = days_between[row.fields.potential_class] ?? days_between.c;
  const until = neglected(pick) ? (weeks * 7) / 2 : 0;
  const list = [];
  for (let ago = weeks * 7 - pick.below(every); ago >= until; ago -= every) {
    const at = workingTime(now - ago * day_ms, pick);
    if (at < now) list.push({ customer: row.id, at });
  }
  if (list.length && pick.below(2)) list[0].stage = pick.of(stages);
  return list;
}

// Every visit in the order of time, as the phone takes it. `people` gives a customer's contact by id.
export function weeksOfVisits({ pick, customers, people, now }) {
  const planned = customers.flatMap((row) => contactsWith(row, pick, now)).sort((a, b) => a.at - b.at);
  return planned.map((one) => ({ ...visit(pick, people.get(one.customer) ?? '对方'), ...one }));
}
