import { afterEach, describe, expect, it } from 'vitest';
import { serve, settle, show, unmount } from '../../testing/render';
import { parseReport } from '../../data/report';
import { ExcludedPanel } from './ColumnPanels';
import { SuspectsPanel } from './SuspectsPanel';

afterEach(unmount);

const custom: Record<string, object[]> = {
  lead: [{ name: 'll_tags', label: 'Tags', type: 'Text' }],
  account: [{ name: 'll_size', label: 'Size', type: 'Text' }],
};
const server = () =>
  serve(
    Object.fromEntries(
      ['lead', 'account', 'contact'].map((table) => [
        `GET Columns(Table='${table}')`,
        () => ({ columns: custom[table] ?? [] }),
      ]),
    ),
  );

describe('columns of a report', () => {
  it('are called by the label that an import gave them', async () => {
    server();
    const suspect = {
      column: 'll_tags',
      action: 'refused',
      why: ['alone'],
      auc_alone: 0.92,
      kept: false,
    } as const;
    const place = await show(
      <SuspectsPanel
        table="lead"
        suspects={[{ ...suspect, why: [...suspect.why] }]}
        choices={{ keep: [], drop: [] }}
        onChange={() => {}}
      />,
    );
    await settle();
    expect(place.querySelector('.ll-suspect-name')?.textContent).toContain('Tags');
    expect(place.querySelector('input')?.getAttribute('aria-label')).toBe('Use anyway: Tags');
  });

  it('are called what they are where they are left out, facts and related ones too', async () => {
    server();
    const excluded = ['ll_tags', 'activity/emails_in', 'parentaccountid/ll_size'].map((column) => ({
      column,
      key: 'constant',
    }));
    const place = await show(
      <ExcludedPanel table="lead" report={parseReport(JSON.stringify({ excluded }))!} />,
    );
    await settle();
    expect([...place.querySelectorAll('tbody tr td:first-child')].map((one) => one.textContent)).toEqual([
      'Tags',
      'Incoming e-mails',
      'Size of the account',
    ]);
  });
});
