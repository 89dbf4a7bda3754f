// What sellers are told before they see relationships, and who has read it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from './http';

export interface NoticeRead {
  version: number;
  at: string;
}
export interface Notice {
  version: number;
  /** The organisation's own words beside ours; may be empty. */
  text: string;
  /** The latest version that the reader has read. */
  read: NoticeRead | null;
}
export interface NoticeReaders {
  version: number;
  readers: { who: { id: string; name: string }; read: NoticeRead | null }[];
}

const KEY = ['relationship-notice'];
const READERS = ['relationship-notice-readers'];
/** What changes when the organisation changes its words. */
export const NOTICE_KEYS = [KEY, READERS];

export const isRead = (notice: Notice) => notice.read?.version === notice.version;

export const useNotice = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => get<Notice>('RelationshipNotice()', { signal }) });

export const useNoticeReaders = () =>
  useQuery({
    queryKey: READERS,
    queryFn: ({ signal }) => get<NoticeReaders>('RelationshipNoticeReaders()', { signal }),
  });

/** Says that the notice was read; where it has changed meanwhile the new one comes. */
export function useAcknowledge() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (version: number) => post('AcknowledgeRelationshipNotice', { Version: version }),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
