// Whether a JSON value has the form that docs/api.md promises. A shape is a function that returns its complaints.
const say = (path, value, wanted) => [`${path || 'the body'} is ${JSON.stringify(value)?.slice(0, 60)}, not ${wanted}`];
const matching = (pattern, wanted) => (value, path) =>
  typeof value === 'string' && pattern.test(value) ? [] : say(path, value, wanted);

export const text = (value, path) => (typeof value === 'string' ? [] : say(path, value, 'a text'));
export const bool = (value, path) => (typeof value === 'boolean' ? [] : say(path, value, 'true or false'));
export const whole = (value, path) => (Number.isSafeInteger(value) ? [] : say(path, value, 'a whole number'));
export const count = (value, path) => (Number.isSafeInteger(value) && value >= 0 ? [] : say(path, value, 'a count'));
export const anything = (value, path) => (value === undefined ? say(path, value, 'there') : []);
export const id = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'an id');
export const day = matching(/^\d{4}-\d{2}-\d{2}$/, 'a day');
// Milliseconds: a time in seconds or microseconds is out of this range.
export const time = (value, path) =>
  Number.isSafeInteger(value) && value > 1e12 && value < 1e13 ? [] : say(path, value, 'milliseconds');

export const maybe = (shape) => (value, path) => (value === null ? [] : shape(value, path));
export const oneOf = (...values) => (value, path) => (values.includes(value) ? [] : say(path, value, `one of ${values}`));
export const list = (shape) => (value, path) =>
  Array.isArray(value) ? value.flatMap((one, index) => shape(one, `${path}[${index}]`)) : say(path, value, 'a list');

/** All of these members, each of its shape; more are allowed, since the contract may grow. */
export const object = (members) => (value, path) => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return say(path, value, 'an object');
  return Object.entries(members).flatMap(([name, shape]) => shape(value[name], path ? `${path}.${name}` : name));
};
