// Signing in.
import { LanguageMenu } from '../../components/LanguageMenu';
import { Logo } from '../../components/Logo';
import { useText } from '../../text/i18n';
import { usePageTitle } from '../../text/usePageTitle';
import { SignInForm } from './SignInForm';
import './SignInPage.css';

export function SignInPage() {
  const { t } = useText();
  usePageTitle(t('signin.submit'));
  return (
    <div className="ll-signin">
      <main className="ll-signin-card">
        <Logo className="ll-signin-logo" />
        <h1 className="ll-signin-title">{t('signin.title')}</h1>
        <p className="ll-signin-lead">{t('signin.lead')}</p>
        <SignInForm />
        <div className="ll-signin-foot">
          <LanguageMenu />
        </div>
      </main>
    </div>
  );
}
