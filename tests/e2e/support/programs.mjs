// Where the programs under test are.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const source_root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
// The built dashboard.
export const web = path.join(source_root, 'server/web/dist');
export const build = path.resolve(process.env.FIELDFARE_BUILD ?? path.join(source_root, 'build/dev'));

const folders = { 'fieldfare-server': 'server', 'fieldfare-cli': 'sync', fieldfare: 'mobile' };

export function program(name) {
  const candidates = [path.join(build, folders[name], name), path.join(build, 'bin', name), path.join(build, name)];
  const found = candidates.find((file) => fs.existsSync(file) && fs.statSync(file).isFile());
  if (!found) throw new Error(`${name} is not built: looked for ${candidates.join(', ')}`);
  return found;
}
