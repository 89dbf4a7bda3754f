// The buttons above a list: what it shows, how, and as a file.
import {
  ArrowClockwiseRegular,
  ArrowDownloadRegular,
  ColumnEditRegular,
  DataBarVerticalRegular,
  DataScatterRegular,
  FilterRegular,
  HeartPulseRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { IconButton } from '../../components/IconButton';
import { countTests } from '../../data/lists/conditions';
import type { ListState } from '../../data/lists/state';
import type { ListTable } from '../../data/lists/tables';
import { useText } from '../../text/i18n';

interface ListToolsProps {
  table: ListTable;
  state: ListState;
  onChange: (state: ListState) => void;
  onPanel: (panel: 'filter' | 'columns' | 'export') => void;
  onRefresh: () => void;
}

export function ListTools({ table, state, onChange, onPanel, onRefresh }: ListToolsProps) {
  const { t } = useText();
  const tests = countTests(state.filter ?? null);
  const toggle = (layout: ListState['layout']) =>
    onChange({ ...state, layout: state.layout === layout ? 'grid' : layout });
  return (
    <div className="ll-leads-tools">
      <Tool
        label={tests > 0 ? t('list.filter_on', { count: tests }) : t('list.filter')}
        icon={<FilterRegular />}
        marked={tests > 0}
        onClick={() => onPanel('filter')}
      />
      <Tool label={t('list.columns')} icon={<ColumnEditRegular />} onClick={() => onPanel('columns')} />
      <Tool
        label={t('list.chart')}
        icon={<DataBarVerticalRegular />}
        pressed={state.chart !== ''}
        onClick={() => onChange({ ...state, chart: state.chart ? '' : table.chart })}
      />
      {table.pipeline && (
        <Tool
          label={t('pipeline.title')}
          icon={<DataScatterRegular />}
          pressed={state.layout === 'pipeline'}
          onClick={() => toggle('pipeline')}
        />
      )}
      {table.pipeline && table.related && (
        <Tool
          label={t('pipeline.related')}
          icon={<HeartPulseRegular />}
          pressed={state.layout === 'relationship'}
          onClick={() => toggle('relationship')}
        />
      )}
      <Tool label={t('list.export')} icon={<ArrowDownloadRegular />} onClick={() => onPanel('export')} />
      <Tool label={t('action.refresh')} icon={<ArrowClockwiseRegular />} onClick={onRefresh} />
    </div>
  );
}

interface ToolProps {
  label: string;
  icon: ReactElement;
  /** Looks like one that is on. */
  marked?: boolean;
  /** Whether it is on, of one that turns something on and off. */
  pressed?: boolean;
  onClick: () => void;
}

function Tool({ label, icon, pressed, marked = pressed, onClick }: ToolProps) {
  return (
    <IconButton
      label={label}
      aria-pressed={pressed}
      appearance="subtle"
      icon={icon}
      className={marked ? 'll-tool-on' : undefined}
      onClick={onClick}
    />
  );
}
