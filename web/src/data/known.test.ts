import { expect, it } from 'vitest';
import { fileNameOf } from './known';

it.each([
  ['Ada Okafor', 'Ada-Okafor.json'],
  ['../../etc/passwd', 'etc-passwd.json'],
  ['สมชาย ใจดี', 'สมชาย-ใจดี.json'],
  ['王小明', '王小明.json'],
  ['…', 'person.json'],
])('%s is saved as %s', (name, file) => expect(fileNameOf(name)).toBe(file));
