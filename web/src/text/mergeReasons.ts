// Why an address is somebody's, as the server keeps it (src/service/capture/people.cc), in the reader's language.
const REASONS: Record<string, string> = {
  'the same address with a tag, and the same name': 'merge.tag',
  'the same name at the same organisation': 'merge.organisation',
  'the same name in the same conversations': 'merge.conversations',
  'the same name, one of the addresses at a provider for everybody': 'merge.provider',
  'the same name among the same people': 'merge.acquaintances',
  'the same name on the same mailing list': 'merge.list',
  'the same name beside the same word before the @': 'merge.handle',
  'the name stands in the address, at the same organisation': 'merge.in_address',
  'the same word before the @ and the same name, among the same people': 'merge.word',
  'a record has this address as its own': 'merge.record',
  'separated by hand': 'merge.separated',
  'put together by hand': 'merge.joined',
  'the same name, but many share it': 'merge.common',
  'the same name, and nothing else that tells': 'merge.name_only',
  'the address goes with the name, at the same organisation': 'merge.fits',
};
export const MERGE_REASONS = Object.values(REASONS);

/** A reason without words here is shown as it is. */
export function mergeReason(reason: string | null | undefined, t: (id: string) => string): string {
  const id = REASONS[reason ?? ''];
  return id ? t(id) : (reason ?? '');
}
