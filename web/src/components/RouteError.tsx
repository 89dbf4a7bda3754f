// What is shown when a page fails or does not exist.
import { DocumentSearchRegular } from '@fluentui/react-icons';
import { Button } from '@fluentui/react-components';
import { useNavigate, useRouteError } from 'react-router';
import { useText } from '../text/i18n';
import { EmptyState, ErrorState } from './States';

/** A page that threw, or whose code could not be loaded (a new version was installed meanwhile). */
export function RouteError() {
  return <ErrorState error={useRouteError()} onRetry={() => location.reload()} />;
}

export function NotFound() {
  const { t } = useText();
  const navigate = useNavigate();
  return (
    <EmptyState icon={<DocumentSearchRegular />} title={t('notfound.title')} text={t('notfound.text')}>
      <Button appearance="primary" onClick={() => navigate('/leads')}>
        {t('nav.leads')}
      </Button>
    </EmptyState>
  );
}
