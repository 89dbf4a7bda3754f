import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { askForRecord } from './ahead';

afterEach(() => vi.unstubAllGlobals());

it('asks for a record of another table than leads by the name its rows have in the API', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(String(address));
    return Promise.resolve(new Response('{}', { status: 200 }));
  });
  await askForRecord(new QueryClient(), 'contact', '017b925b-751c-753b-9083-c9cb6fecdff4');
  expect(asked.some((one) => one.includes('/contacts(017b925b-751c-753b-9083-c9cb6fecdff4)'))).toBe(true);
  expect(asked.some((one) => one.includes('/contact('))).toBe(false);
});
