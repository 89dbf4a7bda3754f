// The sign of each kind of thing on a timeline.
import {
  CalendarRegular,
  CallRegular,
  HistoryRegular,
  MailRegular,
  NoteRegular,
  TaskListLtrRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { FilterName } from '../../data/timeline';

export const KIND_ICONS: Record<FilterName, ReactElement> = {
  note: <NoteRegular />,
  phonecall: <CallRegular />,
  task: <TaskListLtrRegular />,
  appointment: <CalendarRegular />,
  email: <MailRegular />,
  history: <HistoryRegular />,
};
