/** Where an article's link can be sent: address templates with {link} and {title} in them. */

export interface ShareTarget {
  readonly name: string;
  readonly url: string;
}

/** What is there without any settings. */
export const shareTargets: readonly ShareTarget[] = [
  { name: 'Telegram', url: 'https://t.me/share/url?url={link}&text={title}' },
  { name: 'Mail', url: 'mailto:?subject={title}&body={link}' },
  { name: 'WhatsApp', url: 'https://wa.me/?text={title}%20{link}' },
  { name: 'Hacker News', url: 'https://news.ycombinator.com/submitlink?u={link}&t={title}' },
];

/** The reader's own targets (name to address) after ours; one of the same name stands in its place. */
export function allShareTargets(own: Readonly<Record<string, string>>): readonly ShareTarget[] {
  const named = new Map(shareTargets.map((target) => [target.name.toLowerCase(), target]));
  for (const [name, url] of Object.entries(own)) named.set(name.toLowerCase(), { name, url });
  return [...named.values()].filter(({ url }) => url !== '');
}

/** The address for an article, its link and title percent-encoded. */
export function shareAddress(target: ShareTarget, article: { readonly link: string; readonly title: string }): string {
  return target.url.replace(/\{(link|title)\}/g, (_, name: 'link' | 'title') => encodeURIComponent(article[name]));
}
