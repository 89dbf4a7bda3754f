// A quiet word that the list is no longer what is on the server; rows do not move under the reader's hand.
import { Button } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import type { News } from '../../data/lists/live';
import { idOf, type Row } from '../../data/lists/rows';
import type { ListTable } from '../../data/lists/tables';
import { useText } from '../../text/i18n';

interface NewsHintProps {
  news: News;
  rows: readonly Row[];
  table: ListTable;
  onShow: () => void;
}

export function NewsHint({ news, rows, table, onShow }: NewsHintProps) {
  const { t, number } = useText();
  const made = news.made.size;
  // What changed elsewhere on the server is not news to this list.
  const changed = useMemo(
    () => (news.changed.size === 0 ? 0 : rows.filter((row) => news.changed.has(idOf(table, row))).length),
    [news.changed, rows, table],
  );
  return (
    <span role="status">
      {(news.much || made + changed > 0) && (
        <Button size="small" appearance="subtle" icon={<ArrowSyncRegular />} onClick={onShow}>
          {news.much
            ? t('list.news_many')
            : made > 0
              ? t('list.news_made', { count: made, shown: number(made) })
              : t('list.news_changed', { count: changed, shown: number(changed) })}
        </Button>
      )}
    </span>
  );
}
