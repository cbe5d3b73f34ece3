import { expect, test } from 'vitest';
import { xmlFault } from '../../support/well-formed.ts';

test.each([
  ['<a b="1 &amp; 2"><c/><![CDATA[ <& ]]><!-- < & --></a>', null],
  ['<?xml version="1.0"?>\n<a>x &#233;</a>\n', null],
  ['<a>x & y</a>', 'lone & in x & y'],
  ['<a b="x & y"/>', 'lone & in <a b="x & y"/>'],
  ['<a>1 < 2</a>', 'bad tag < 2</a>'],
  ['<a b=c></a>', 'bad tag <a b=c>'],
  ['<a b="1" b="2"/>', 'an attribute twice in <a b="1" b="2"/>'],
  ['<a><b></a></b>', '</a> closes <b>'],
  ['<a>', '<a> is never closed'],
  ['<a/><a/>', '2 roots'],
  ['<a/>more', 'text outside of the root: more'],
])('%s', (document, fault) => {
  expect(xmlFault(document)).toBe(fault);
});
