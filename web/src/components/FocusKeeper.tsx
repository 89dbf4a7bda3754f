// Keeps what moves the focus within menus and dialogs. Their library forgets all of it with the last of them, and would leave
// the page behind a dialog hidden from screen readers for ever.
import { useFocusFinders } from '@fluentui/react-components';

export function FocusKeeper() {
  useFocusFinders();
  return null;
}
