// Name and password, with clear words when they fail.
import { Button, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { errorText } from '../../components/States';
import { ApiError } from '../../data/http';
import { useSession } from '../../data/session';
import { useText, type TextTools } from '../../text/i18n';
import './SignInPage.css';

function signInError(error: unknown, words: TextTools): string {
  if (error instanceof ApiError && error.status === 401) return words.t('signin.wrong');
  if (error instanceof ApiError && (error.status === 429 || error.status === 503)) {
    const minutes = Math.ceil((error.retryAfter ?? 0) / 60);
    return minutes > 0 ? words.t('signin.locked_for', { minutes }) : words.t('signin.locked');
  }
  return errorText(error, words);
}

interface SignInFormProps {
  /** The name of somebody whose session has ended; only the password is asked again. */
  name?: string;
}

export function SignInForm({ name = '' }: SignInFormProps) {
  const { signIn } = useSession();
  const words = useText();
  const { t } = words;
  const [username, setUsername] = useState(name);
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const complete = username.trim() !== '' && password !== '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!complete) {
      setError(t('signin.incomplete'));
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await signIn(username.trim(), password);
    } catch (problem) {
      setError(signInError(problem, words));
      setPassword('');
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className="ll-signin-form" onSubmit={submit} noValidate>
      {error && (
        <MessageBar intent="error" role="alert" layout="multiline">
          <MessageBarBody>{error}</MessageBarBody>
        </MessageBar>
      )}
      <Field label={t('signin.username')} required>
        <Input
          name="username"
          size="large"
          autoComplete="username"
          autoCapitalize="none"
          value={username}
          onChange={(_, data) => setUsername(data.value)}
        />
      </Field>
      <Field label={t('signin.password')} required>
        <Input
          name="password"
          size="large"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(_, data) => setPassword(data.value)}
        />
      </Field>
      <Button type="submit" appearance="primary" size="large" disabledFocusable={busy}>
        {busy ? t('signin.busy') : t('signin.submit')}
      </Button>
    </form>
  );
}
