// What a record's page can show: the record itself, or its relationship.
//
// Keyboard: one stop; arrows go from tab to tab, Enter opens.
import { Tab, TabList } from '@fluentui/react-components';
import { useText } from '../../text/i18n';
import type { RecordTab } from './useRecordTab';
import './RecordTabs.css';

interface RecordTabsProps {
  tab: RecordTab;
  onTab: (tab: RecordTab) => void;
}

export function RecordTabs({ tab, onTab }: RecordTabsProps) {
  const { t } = useText();
  return (
    <TabList
      className="ll-record-tabs"
      selectedValue={tab}
      onTabSelect={(_, data) => onTab(data.value as RecordTab)}
    >
      <Tab value="record">{t('record.tab')}</Tab>
      <Tab value="relationship">{t('relation.tab')}</Tab>
    </TabList>
  );
}
