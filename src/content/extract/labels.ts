/** The article's section and tags. */
import { type Head, metaNamed, metaValue } from './head.ts';
import { type Graph, isNode, list, type Node, textIn, typesOf } from './json-ld.ts';
import { isNamed, named } from './tokens.ts';
import { attribute, collapse, type PageElement, type PageTree, textOf } from './tree.ts';

export interface LabelSources {
  readonly tree: PageTree;
  readonly head: Head;
  readonly graph: Graph;
  readonly article: Node | null;
  readonly title: { readonly element: PageElement | null; readonly text: string | null };
  /** Where the body is: tags and section labels stand near it. */
  readonly container: PageElement;
  readonly url: string | null;
  readonly sites: readonly string[];
  readonly apart: (element: PageElement) => boolean;
}

const maxTags = 40;
const maxLabel = 60;

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** A section's name as it is printed: "World..." and "World »" are World. */
function cleanSection(text: string | null): string | null {
  if (text === null) return null;
  const name = collapse(text.replace(/(?:\.{2,}|…|[»›>|/:]+)\s*$/u, '').replace(/^[\s#»›>|/:]+/, ''));
  return name === '' || name.length > maxLabel || !/\p{L}/u.test(name) || /^https?:/i.test(name) ? null : name;
}

const home =
  /^(?:home|home ?page|start|startseite|accueil|inicio|início|principal|portada|forside|forsiden|etusivu|hem|strona główna|główna|acasă|ana ?sayfa|anasayfa|αρχική|главная|головна|начало|početna|naslovna|почетна|naslovnica|kezdőlap|címlap|domů|úvod|titulní strana|الرئيسية|الصفحة الرئيسية|صفحه اصلی|خانه|ראשי|דף הבית|עמוד הבית|होम|beranda|trang chủ|หน้าแรก|首页|首頁|ホーム|トップ|top|홈|news|all news|blog|index|articles?|you are here)$/iu;

function usable(names: readonly string[], sources: LabelSources): string[] {
  return names.filter(
    (name) => !home.test(name) && !sources.sites.includes(bare(name)) && bare(name) !== bare(sources.title.text ?? ''),
  );
}

function fromBreadcrumbList(sources: LabelSources): string | null {
  for (const node of sources.graph.nodes) {
    if (!typesOf(node).includes('BreadcrumbList')) continue;
    const items = list(node.itemListElement).flatMap((item) => {
      if (!isNode(item)) return [];
      const name = textIn(item.name) ?? (isNode(item.item) ? textIn(item.item.name) : null);
      return name ? [{ name, place: Number(item.position ?? 0) }] : [];
    });
    items.sort((a, b) => a.place - b.place);
    const names = usable(
      items.flatMap(({ name }) => cleanSection(name) ?? []),
      sources,
    );
    // The last one is often the article itself, under a shorter name.
    if (names[0] !== undefined && (items.length > 1 || names.length === 1)) return names[0];
  }
  return null;
}

function fromBreadcrumb(sources: LabelSources): string | null {
  for (const element of sources.tree.elements) {
    if (
      !/breadcrumb|(?:^|[\s_-])crumbs?(?:$|[\s_-])/i.test(
        `${attribute(element, 'class')} ${attribute(element, 'id')} ${attribute(element, 'aria-label')} ${attribute(element, 'itemtype')}`,
      )
    )
      continue;
    if (element.last - element.index > 120 || element.tag === 'body') continue;
    const links = sources.tree.elements.slice(element.index, element.last + 1).filter((one) => one.tag === 'a');
    const names = usable(
      links.flatMap((link) => cleanSection(textOf(link, 200)) ?? []),
      sources,
    );
    if (names[0] !== undefined) return names[0];
  }
  return null;
}

/** The label just above the headline, or one that calls itself the article's category. */
function nearTitle(sources: LabelSources): string | null {
  const { title, tree } = sources;
  const at = title.element?.index ?? -1;
  if (at < 0) return null;
  const around = tree.elements.slice(Math.max(0, at - 60), at + 60);
  const marked = around.filter(
    (element) => isNamed(element, 'section') && element.last - element.index < 12 && !sources.apart(element),
  );
  const rel = around.filter((element) => /category/i.test(attribute(element, 'rel')) && !sources.apart(element));
  for (const element of [...rel, ...marked]) {
    const link = tree.elements.slice(element.index, element.last + 1).find((one) => one.tag === 'a');
    const name = cleanSection(textOf(link ?? element, 200));
    if (name && name.length < 40 && usable([name], sources).length > 0) return name;
  }
  return null;
}

function fromAddress(url: string | null): string | null {
  const path = (URL.parse(url ?? '')?.pathname ?? '').split('/').filter((part) => part !== '');
  if (path.length < 2) return null;
  const first = path
    .slice(0, -1)
    .find(
      (part) =>
        !/^(?:\d+|[a-z]{2}(?:-[a-z]{2})?|news|article|articles|story|stories|blog|posts?|archives?|content|index\.php|amp|www|p|a|s)$/i.test(
          part,
        ),
    );
  if (first === undefined || !/^[a-z][a-z-]{2,24}$/i.test(first)) return null;
  return first
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

/** The one group the article stands under; null where the page names none. */
export function findSection(sources: LabelSources): string | null {
  const said = sources.article ? list(sources.article.articleSection).flatMap((one) => textIn(one) ?? []) : [];
  const candidates: readonly (() => string | null)[] = [
    () => cleanSection(usable(said, sources)[0] ?? null),
    () => cleanSection(metaValue(sources.head, 'section')),
    () => fromBreadcrumb(sources),
    () => fromBreadcrumbList(sources),
    () => nearTitle(sources),
    () => fromAddress(sources.url),
  ];
  for (const candidate of candidates) {
    const name = candidate();
    if (name !== null && usable([name], sources).length > 0) return name;
  }
  return null;
}

/** A tag as printed, without "#", counts and joints; null where it is none. */
function cleanTag(text: string): string | null {
  const tag = collapse(text.replace(/^[\s#＃•·,;:|]+|[\s,;:|…]+$/g, '').replace(/\s*\(\d+\)$/, ''));
  return tag === '' || tag.length > maxLabel || !/[\p{L}\p{N}]/u.test(tag) || /^https?:/i.test(tag) ? null : tag;
}

const labelOnly =
  /^(?:tags?|topics?|keywords?|more|related topics|themen|schlagworte|temas|etiquetas|mots-clés|argomenti|tagi|теги|الوسوم|تگ|برچسب‌ها|תגיות|タグ|标签|태그|read more|see all|show all|view all)\s*:?$/iu;

function unique(tags: readonly (string | null)[], sources: LabelSources, section: string | null): string[] {
  const seen = new Map<string, string>();
  for (const tag of tags) {
    if (!tag || labelOnly.test(tag)) continue;
    const key = bare(tag);
    if (!seen.has(key) && !sources.sites.includes(key) && key !== bare(section ?? '')) seen.set(key, tag);
  }
  return [...seen.values()].slice(0, maxTags);
}

/** Tag links in sight: rel=tag, or links in something called tags, near the article. */
function visibleTags(sources: LabelSources): (string | null)[] {
  const found: (string | null)[] = [];
  let end = -1;
  for (const element of sources.tree.elements) {
    if (element.index > end && isTagBox(element) && !sources.apart(element)) {
      // Only the first box: later ones belong to other articles and to the sidebar.
      if (end >= 0 && found.length > 0) break;
      end = element.last;
    }
    const rel = attribute(element, 'rel');
    const isTag = /(?:^|\s)tag(?:\s|$)/i.test(rel) && !/category/i.test(rel);
    if (element.tag !== 'a' || (!isTag && element.index > end)) continue;
    if (isTag && element.index > end && sources.apart(element)) continue;
    found.push(cleanTag(textOf(element, 200)));
  }
  return found;
}

function isTagBox(element: PageElement): boolean {
  if (['html', 'body', 'main', 'article', 'a'].includes(element.tag) || element.last - element.index > 150)
    return false;
  const names = named(element);
  return names.has('tags') && !/cloud|popular|trend|widget|footer|menu|nav/i.test(attribute(element, 'class'));
}

function split(values: readonly string[]): (string | null)[] {
  return values.flatMap((value) => value.split(/[,;،、|]/)).map(cleanTag);
}

/** The publisher's tags: those in sight, else those said to machines. */
export function findTags(sources: LabelSources, section: string | null): string[] {
  const { head, article } = sources;
  const articleTags = metaNamed(head, 'article:tag');
  const keywords = article ? list(article.keywords).flatMap((one) => textIn(one) ?? []) : [];
  const ways: readonly (() => (string | null)[])[] = [
    () => visibleTags(sources),
    () => (articleTags.length > 1 || (articleTags[0] ?? '').includes(',') ? split(articleTags) : []),
    () => split(keywords.filter((one) => !/^[a-z_]+:/i.test(one))),
    () => split(articleTags),
    () => split(metaNamed(head, 'news_keywords').slice(0, 1)),
    () => split(metaNamed(head, 'keywords').slice(0, 1)),
    () => split(metaNamed(head, 'parsely-tags').slice(0, 1)),
    () => split(metaNamed(head, 'sailthru.tags').slice(0, 1)),
  ];
  for (const way of ways) {
    const tags = unique(way(), sources, section);
    if (tags.length > 0) return tags;
  }
  return [];
}
