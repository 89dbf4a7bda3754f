// What a score is, how it comes about, and what moves it here.
import { InfluenceBars } from '../charts/InfluenceBars';
import type { ScoredTable, ScoreDetails } from '../data/scores';
import { useText } from '../text/i18n';
import { gradeRanges } from '../data/gradeRanges';

export function ScoreAbout({ table, details }: { table: ScoredTable; details: ScoreDetails }) {
  const { t, number } = useText();
  return (
    <div className="ll-about">
      <section>
        <h3>{t('about.what')}</h3>
        <p>{t(`about.what_text_${table}`)}</p>
      </section>
      <section>
        <h3>{t('about.how')}</h3>
        <p>{t(`about.how_text_${table}`)}</p>
      </section>
      <section>
        <h3>{t('about.means')}</h3>
        <p>{t('about.means_text')}</p>
        <ul className="ll-about-grades">
          {gradeRanges(details.grades).map((range) => (
            <li key={range.grade}>
              <span className={`ll-dot ll-dot-${range.grade}`} aria-hidden />
              <strong>{range.grade}</strong>
              <span>{t('grades.range', { from: number(range.lower), to: number(range.upper) })}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t('about.updated')}</h3>
        <p>{t(`about.updated_text_${table}`)}</p>
      </section>
      <section>
        <h3>{t('about.impacts')}</h3>
        <p>{t('about.impacts_text')}</p>
        <InfluenceBars factors={details.factors.slice(0, 10).map((one) => ({ ...one, table }))} />
      </section>
    </div>
  );
}
