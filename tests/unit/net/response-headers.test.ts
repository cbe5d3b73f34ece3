import { describe, expect, it } from 'vitest';
import { contentType, freshFor, locationText, retryAfter, validator } from '../../../src/net/response-headers.ts';

const now = Date.parse('2026-11-01T12:00:00Z');
const dayMs = 86_400_000;

describe('contentType', () => {
  it.each([
    ['text/html', 'text/html', null],
    ['TEXT/XML ; charset = "UTF-8"', 'text/xml', 'utf-8'],
    ["application/atom+xml;type=feed;charset='koi8-r'", 'application/atom+xml', 'koi8-r'],
    ['text/html; charset=', 'text/html', null],
    ['nonsense', null, null],
    [undefined, null, null],
  ])('%s', (header, type, charset) => expect(contentType(header)).toEqual({ type, charset }));
});

describe('freshFor', () => {
  it.each([
    [{ 'cache-control': 'max-age=60' }, 60_000],
    [{ 'cache-control': 'public, Max-Age="90", must-revalidate' }, 90_000],
    [{ 'cache-control': 'max-age=600', age: '200' }, 400_000],
    [{ 'cache-control': 'max-age=10', age: '200' }, 0],
    [{ 'cache-control': 'max-age=999999999' }, dayMs],
    [{ 'cache-control': 'max-age=-5' }, null],
    [{ 'cache-control': 'no-cache, max-age=60' }, 0],
    [{ 'cache-control': 's-maxage=60' }, null],
    [{ 'cache-control': 'max-age=60', expires: 'Sun, 01 Nov 2026 13:00:00 GMT' }, 60_000],
    [{ expires: 'Sun, 01 Nov 2026 13:00:00 GMT' }, 3_600_000],
    [{ expires: 'Sun, 01 Nov 2026 13:00:00 GMT', date: 'Sun, 01 Nov 2026 12:30:00 GMT' }, 1_800_000],
    [{ expires: 'Sun, 01 Nov 2020 13:00:00 GMT' }, 0],
    [{ expires: '0' }, 0],
    [{}, null],
  ])('%j: %s', (headers, expected) => expect(freshFor(headers, now)).toBe(expected));
});

describe('retryAfter', () => {
  it.each([
    ['120', 120_000],
    ['Sunday, 01-Nov-26 12:10:00 GMT', 600_000],
    ['Sun Nov  1 12:10:00 2026', 600_000],
    ['Sun, 01 Nov 2020 12:00:00 GMT', 0],
    ['99999999999', dayMs],
    ['-1', null],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('%s: %s', (header, expected) => expect(retryAfter(header, now)).toBe(expected));
});

describe('validator', () => {
  it('comes back as it is, and not at all where it could not be sent', () => {
    expect(validator('W/"a b"')).toBe('W/"a b"');
    for (const bad of ['', null, undefined, 'a\nb', 'x'.repeat(1001)]) expect(validator(bad)).toBeNull();
  });
});

describe('locationText', () => {
  it('reads UTF-8 where it is, and Latin-1 where it is not', () => {
    expect(locationText(Buffer.from('/é').toString('latin1'))).toBe('/é');
    expect(locationText('/\xe9')).toBe('/é');
  });
});
