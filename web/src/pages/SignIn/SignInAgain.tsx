// The session has ended while somebody was at work: sign in over the page, which keeps what was typed.
import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useText } from '../../text/i18n';
import { SignInForm } from './SignInForm';

interface SignInAgainProps {
  /** Who was signed in. */
  name: string;
}

export function SignInAgain({ name }: SignInAgainProps) {
  const { t } = useText();
  return (
    <Dialog open modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('signin.expired_title')}</DialogTitle>
          <DialogContent>
            <p className="ll-gate-text">{t('signin.expired_text')}</p>
            <SignInForm name={name} />
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
