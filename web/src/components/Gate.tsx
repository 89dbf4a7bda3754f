// Signed in: the shell. Not signed in: the sign-in page, then back to where the address says.
import { lazy, Suspense, useEffect } from 'react';
import { useSession } from '../data/session';
import { activate, chosenLanguage, languageTag, serverLanguage, useText } from '../text/i18n';
import { Shell } from './Shell';
import { Spinner } from './Spinner';
import { ErrorState } from './States';
import './Gate.css';

const SignInPage = lazy(async () => ({ default: (await import('../pages/SignIn/SignInPage')).SignInPage }));
const SignInAgain = lazy(async () => ({
  default: (await import('../pages/SignIn/SignInAgain')).SignInAgain,
}));

function Waiting() {
  const { t } = useText();
  return (
    <main className="ll-gate-wait">
      <Spinner label={t('state.loading')} />
    </main>
  );
}

export function Gate() {
  return (
    <Suspense fallback={<Waiting />}>
      <Inside />
    </Suspense>
  );
}

function Inside() {
  const { state, reload, keepLanguage } = useSession();
  const user = state.kind === 'in' ? state.user : undefined;

  useEffect(() => {
    const account = languageTag(user?.language);
    const chosen = chosenLanguage();
    // A language chosen on the sign-in page is the newer wish; otherwise the account's own counts.
    if (user && chosen && chosen !== account) keepLanguage(serverLanguage(chosen));
    else if (account) void activate(account);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each person who signs in
  }, [user?.id]);

  switch (state.kind) {
    case 'loading':
      return <Waiting />;
    case 'unreachable':
      return (
        <main className="ll-gate-wait">
          <ErrorState error={state.error} onRetry={reload} />
        </main>
      );
    case 'out':
      return <SignInPage />;
    default:
      return (
        <>
          <Shell />
          {state.kind === 'expired' && <SignInAgain name={state.user.name} />}
        </>
      );
  }
}
