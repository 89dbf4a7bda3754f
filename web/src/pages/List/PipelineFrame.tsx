// What surrounds a pipeline: chart or table, what neither shows, the legend; and a word where nothing can be drawn.
import { DataScatterRegular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import { Segments } from '../../components/Segments';
import { EmptyState } from '../../components/States';
import { useText } from '../../text/i18n';
import './Pipeline.css';

interface PipelineFrameProps {
  /** What is not drawn, or not where it should stand. */
  facts: readonly string[];
  legend: ReactNode;
  /** Why there is neither chart nor table; undefined when there is. */
  empty: string | undefined;
  chart: ReactNode;
  table: ReactNode;
}

export function PipelineFrame({ facts, legend, empty, chart, table }: PipelineFrameProps) {
  const { t } = useText();
  const [as, setAs] = useState<'chart' | 'table'>('chart');
  return (
    <div className="ll-pipeline">
      <div className="ll-pipeline-head">
        <Segments
          label={t('pipeline.shown_as')}
          value={as}
          options={[
            { value: 'chart', text: t('pipeline.chart') },
            { value: 'table', text: t('pipeline.table') },
          ]}
          onChange={setAs}
        />
        <p className="ll-pipeline-facts" role="status">
          {facts.join(' · ')}
        </p>
        <div className="ll-pipeline-legend">{legend}</div>
      </div>
      {empty !== undefined ? (
        <EmptyState icon={<DataScatterRegular />} title={empty} />
      ) : as === 'chart' ? (
        chart
      ) : (
        <div className="ll-pipeline-table">{table}</div>
      )}
    </div>
  );
}
