// Fails the build when what a browser fetches grows over its limit (gzipped kB): everything before the list of leads is
// there, and what each further page adds.
import { readFileSync, rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const fetched = new Set();

/** What loading an entry of the manifest fetches, with all that it imports. */
function files(key, found = new Set()) {
  const entry = manifest[key];
  if (!entry) throw new Error(`the build has no ${key}`);
  if (found.has(entry.file)) return found;
  found.add(entry.file);
  entry.css?.forEach((name) => found.add(name));
  entry.imports?.forEach((name) => files(name, found));
  return found;
}

let failed = false;
function check(what, keys, limit) {
  const names = new Set(keys.flatMap((key) => [...files(key)]));
  const fresh = [...names].filter((name) => !fetched.has(name));
  fresh.forEach((name) => fetched.add(name));
  const bytes = fresh.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, dist))).length, 0);
  const kb = bytes / 1024;
  failed ||= kb > limit;
  console.log(
    `${what}: ${kb.toFixed(1)} kB in ${fresh.length} files, must ${limit}: ${kb > limit ? 'too big' : 'ok'}`,
  );
}

check('list of leads', ['index.html', 'src/text/th.po'], 215);
check('what narrows the list, right after it', ['src/pages/List/ListFilters.tsx'], 5);
check(
  'words and labels of all other pages',
  ['src/text/th.po?lingui', 'src/data/schema.generated.ts?later'],
  50,
);
// Parts of forms come here, and what stands over a page; not with the list.
check('record page, more', ['src/pages/Record/RecordPage.tsx'], 140);
// With the two tables of similar won deals.
check('relationship of a record, more', ['src/pages/Record/Relationship/RelationshipTab.tsx'], 22);
check('list of models, more', ['src/pages/Models/ModelsPage.tsx'], 30);
check('model page, more', ['src/pages/Model/ModelPage.tsx'], 60);
check('form of a model, more', ['src/pages/ModelForm/ModelFormPage.tsx'], 30);
rmSync(new URL('.vite', dist), { recursive: true });
process.exit(failed ? 1 : 0);
