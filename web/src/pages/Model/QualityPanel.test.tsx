import { afterEach, describe, expect, it } from 'vitest';
import { parseReport } from '../../data/report';
import { fieldOf, show, type, press, unmount } from '../../testing/render';
import { CallsPanel } from './CallsPanel';
import { CurvesPanel } from './CurvesPanel';
import { QualityPanel } from './QualityPanel';
import { OLD_REPORT, REPORT } from './testReport';

afterEach(unmount);

const read = (report: object) => parseReport(JSON.stringify(report))!;
const rowOf = (place: HTMLElement, name: string) =>
  [...place.querySelectorAll('tr')].find((row) => row.firstElementChild?.textContent?.startsWith(name))
    ?.textContent;

describe('QualityPanel', () => {
  it('says the verdict, its AUC with the range and the limits it was held against', async () => {
    const { textContent } = await show(<QualityPanel table="lead" report={read(REPORT)} />);
    expect(textContent).toContain('OK to publish');
    expect(textContent).toContain('AUC 0.714 (0.66 – 0.77) is at least 0.6, but below 0.75');
  });

  it('says what it was judged on', async () => {
    const { textContent } = await show(<QualityPanel table="lead" report={read(REPORT)} />);
    expect(textContent).toContain('200 (20% of all closed)');
    expect(textContent).toContain('Mar 1, 2026 – Jun 30, 2026');
  });

  it('says how long was waited where success within a time was asked for', async () => {
    const definition = { outcome: { negative_after_days: 90 } };
    const { textContent } = await show(
      <QualityPanel table="lead" report={read({ ...REPORT, definition })} />,
    );
    expect(textContent).toContain('Judged on the newest leads that could be waited for 90 days');
    expect(textContent).not.toContain('before their close');
  });

  it('speaks of winning where opportunities are judged', async () => {
    const place = await show(<QualityPanel table="opportunity" report={read(REPORT)} />);
    expect(rowOf(place, 'Precision')).toContain('Of the opportunities expected to be won, how many were.');
    expect(place.textContent).toContain('Judged on the newest closed opportunities');
    expect(place.textContent).not.toMatch(/\bleads?\b|qualif/i);
  });

  it('gives each figure with its range and a plain sentence', async () => {
    const place = await show(<QualityPanel table="lead" report={read(REPORT)} />);
    expect(rowOf(place, 'Precision')).toBe(
      'PrecisionOf the leads expected to qualify, how many did.53.8%43.0% – 64.0%',
    );
    for (const name of [
      'Conversion rate',
      'Accuracy',
      'Recall',
      'F1',
      'Average precision',
      'Log loss',
      'Brier score',
    ]) {
      expect(rowOf(place, name), name).toContain(' – ');
    }
  });

  it('shows what a report of an older version has', async () => {
    const place = await show(<QualityPanel table="lead" report={read(OLD_REPORT)} />);
    expect(rowOf(place, 'F1')).toContain('0.614');
    expect(rowOf(place, 'Average precision')).toBeUndefined();
    expect(place.textContent).toContain('Useful, with room to improve.');
    expect(place.textContent).not.toContain('is at least');
  });

  it('says why nothing was judged', async () => {
    const { textContent } = await show(
      <QualityPanel table="lead" report={read({ rows: 12, provisional: true })} />,
    );
    expect(textContent).toContain('Fewer than ten leads');
  });
});

describe('CurvesPanel', () => {
  it('draws three curves, each with its figures as a table', async () => {
    const place = await show(<CurvesPanel report={read(REPORT)} />);
    expect([...place.querySelectorAll('h3')].map((head) => head.textContent)).toEqual([
      'ROC curve',
      'Precision and recall',
      'Lift',
    ]);
    expect(place.querySelectorAll('svg polyline')).toHaveLength(3);
    const [roc, , lift] = place.querySelectorAll('table');
    // The threshold that is in use comes first.
    expect(roc!.querySelector('tbody tr')!.textContent).toBe('26.4%71.7%');
    expect(lift!.querySelectorAll('tbody tr')).toHaveLength(11);
  });

  it('asks to train again when the report has no curves', async () => {
    const { textContent } = await show(<CurvesPanel report={read(OLD_REPORT)} />);
    expect(textContent).toContain('Train again to see them.');
  });
});

describe('CallsPanel', () => {
  it('tells what so many calls bring, against as many at random', async () => {
    const place = await show(<CallsPanel report={read(REPORT)} open={500} />);
    // A tenth of 500 at a rate of 0.3: 15 at random; the best tenth holds 19 % of the 150 successes.
    expect(place.textContent).toContain('The 50 highest scores are 10.0% of the 500 open records.');
    const [best, random] = place.querySelectorAll('dl > div');
    expect(best!.textContent).toContain('29');
    expect(best!.textContent).toContain('26 to 31');
    expect(random!.textContent).toContain('15');
    expect(random!.textContent).toContain('1.9 times');
  });

  it('answers a new number', async () => {
    const place = await show(<CallsPanel report={read(REPORT)} open={500} />);
    const field = fieldOf('Records we can call in a week')!;
    field.focus();
    await type(field, '250');
    await press('Enter');
    expect(place.textContent).toContain('The 250 highest scores are 50.0%');
  });

  it('calls no more than there are, and the hold-out when nothing is open', async () => {
    const few = await show(<CallsPanel report={read(REPORT)} open={8} />);
    expect(few.textContent).toContain('The 8 highest scores are 100.0% of the 8 open records.');
    await unmount();
    const none = await show(<CallsPanel report={read(REPORT)} open={0} />);
    expect(none.textContent).toContain('No record is open. Of the 200 closed records');
  });

  it('is not there for a report without a gain curve', async () => {
    expect((await show(<CallsPanel report={read(OLD_REPORT)} open={500} />)).textContent).toBe('');
  });
});
