import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { click, refusal, serve, show, unmount } from '../testing/render';
import { Toaster } from './Toaster';
import { useWhatIsKnown } from './useWhatIsKnown';

const ACTION = 'POST msdyn_RetrieveKPIValuesForGDPR';
const saved: { blob: Blob; name: string }[] = [];

function Page() {
  const known = useWhatIsKnown();
  return (
    <>
      <button onClick={() => void known.save({ table: 'contact', id: 'C', name: 'Ada Okafor' })}>
        Export
      </button>
      <Toaster />
    </>
  );
}

beforeEach(() => {
  saved.length = 0;
  let last: Blob;
  URL.createObjectURL = (blob) => ((last = blob as Blob), 'blob:1');
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ blob: last, name: this.download });
  });
});
afterEach(unmount);

it('saves the answer as a file that people can read', async () => {
  const asked = serve({ [ACTION]: () => ({ Response: '[{"EntityId":"C","Health KPIs":null}]' }) });
  const page = await show(<Page />);
  await click(page.querySelector('button'));
  expect(asked[0]?.body).toEqual({
    CRMRecord: { '@odata.type': 'Microsoft.Dynamics.CRM.contact', contactid: 'C' },
  });
  expect(saved.map((one) => one.name)).toEqual(['Ada-Okafor.json']);
  expect(await saved[0]!.blob.text()).toBe('{\n  "EntityId": "C",\n  "Health KPIs": null\n}');
  expect(document.body.textContent).toContain('What is known about Ada Okafor was saved as a file');
});

it('says why there is no file', async () => {
  serve({ [ACTION]: () => refusal(403, 'only administrators and sales managers answer such requests') });
  const page = await show(<Page />);
  await click(page.querySelector('button'));
  expect(saved).toEqual([]);
  expect(document.body.textContent).toContain('You do not have the right to do this.');
});
