// Style sheets stay loaded once a page has asked for them, so two of them may not give the same class its look.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = join(__dirname, '..');
/** A rule of a class alone begins its look; what stands below another class belongs to that one. */
const OWN_RULE = /(?:^|[}{,])\s*(\.ll-[\w-]+)\s*(?=[,{])/g;

it('gives each class its look in one style sheet', () => {
  const homes = new Map<string, Set<string>>();
  const sheets = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
  for (const file of sheets.filter((name) => name.endsWith('.css'))) {
    const text = readFileSync(join(SOURCE, file), 'utf8').replace(/\/\*.*?\*\//gs, '');
    for (const [, name] of text.matchAll(OWN_RULE)) {
      const files = homes.get(name!) ?? new Set();
      homes.set(name!, files.add(file));
    }
  }
  expect(homes.size).toBeGreaterThan(100);
  expect([...homes].filter(([, files]) => files.size > 1)).toEqual([]);
});
