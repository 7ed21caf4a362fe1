// Weeks of a rep's ordinary work: who is contacted when follows from the customer's class, and some are neglected.
import { dateText, day_ms, visit } from './demo-data.mjs';

const weeks = 4;
const lately_ms = 9 * day_ms;
const days_between = { a: 7, b: 14, c: 28 };
const agreedSteps = [
  { next: '发送针对性方案及报价', days: 3 },
  { next: '上门演示', days: 7 },
  { next: '约技术总监一起看样机', days: 10 },
  { next: '回访试用情况', days: 14 },
];
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

// A customer's contacts since it was filed. At the last one, if it was lately, a day may have been agreed for the next step.
function contactsWith(row, pick, now) {
  const every = days_between[row.fields.potential_class] ?? days_between.c;
  const filed = Date.parse(row.fields.filed_on);
  const until = neglected(pick) ? (weeks * 7) / 2 : 0;
  const list = [];
  for (let ago = weeks * 7 - pick.below(Math.min(every, weeks * 7 - until)); ago >= until; ago -= every) {
    const at = workingTime(now - ago * day_ms, pick);
    if (at < now && at > filed) list.push({ customer: row.id, at });
  }
  if (list.length && pick.below(2)) list[0].stage = pick.of(stages);
  if (list.length && now - list.at(-1).at < lately_ms && pick.below(2)) agreeOnDay(list.at(-1), pick);
  return list;
}

function agreeOnDay(contact, pick) {
  const { next, days } = pick.of(agreedSteps);
  contact.next = next;
  contact.due = dateText(workingTime(contact.at + days * day_ms, pick));
}

// Every visit in the order of time, as the phone takes it. `people` gives a customer's contact by id.
export function weeksOfVisits({ pick, customers, people, now }) {
  const planned = customers.flatMap((row) => contactsWith(row, pick, now)).sort((a, b) => a.at - b.at);
  return planned.map((one) => ({ ...visit(pick, people.get(one.customer) ?? '对方'), ...one }));
}
