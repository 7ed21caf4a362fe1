import { parseArgs } from 'node:util';

/** Options from the command line, else from the environment. Prints `help` and ends on --help; ends with 2 on wrong usage. */
export function readOptions(help, extra = {}) {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        help: { type: 'boolean', default: false },
        url: { type: 'string', default: process.env.FIELDFARE_URL },
        email: { type: 'string', default: process.env.FIELDFARE_EMAIL },
        password: { type: 'string', default: process.env.FIELDFARE_PASSWORD },
        ...extra,
      },
    }));
  } catch (reason) {
    wrongUsage(reason.message);
  }
  if (values.help) {
    process.stdout.write(help);
    process.exit(0);
  }
  for (const name of ['url', 'email', 'password']) {
    if (!values[name]) wrongUsage(`--${name} (or FIELDFARE_${name.toUpperCase()}) is needed`);
  }
  return { ...values, url: values.url.replace(/\/$/, '') };
}

function wrongUsage(message) {
  process.stderr.write(`${message}; see --help\n`);
  process.exit(2);
}
