// The rule `portal/web-first`: what is read from a page once is not what an assertion is made of.

/** Reads of a page or of what a locator finds. They yield what is there at that moment; the page may still be on its way. */
const READS = new Set([
  'all',
  'allInnerTexts',
  'allTextContents',
  'ariaSnapshot',
  'boundingBox',
  'count',
  'evaluate',
  'evaluateAll',
  'getAttribute',
  'innerHTML',
  'innerText',
  'inputValue',
  'isChecked',
  'isDisabled',
  'isEditable',
  'isEnabled',
  'isHidden',
  'isVisible',
  'textContent',
  'title',
]);

const isFunction = node => node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';

/** Name of the method that a call calls. */
const methodOf = node =>
  node?.type === 'CallExpression' && node.callee.type === 'MemberExpression' && node.callee.property.type === 'Identifier'
    ? node.callee.property.name
    : undefined;

const isExpect = ({ callee }) =>
  (callee.type === 'Identifier' && callee.name === 'expect') ||
  (callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'expect' &&
    callee.property.name === 'soft');

export const webFirst = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      once: '`{{method}}()` reads the page once: assert by the locator, or by `expect.poll`.',
      all: '`all()` lists what is there at this moment: wait for the count, then take each by `nth()`.',
    },
  },
  create(context) {
    const { sourceCode } = context;

    /** The first read in an expression or in what its variables were given. Functions are for whoever calls them again. */
    function readIn(node, seen) {
      if (node === null || typeof node !== 'object' || isFunction(node) || seen.has(node)) {
        return undefined;
      }
      seen.add(node);
      if (node.type === 'AwaitExpression') {
        return awaitedRead(node.argument);
      }
      // `page.url()` needs no await; of a response or a request it is settled.
      if (methodOf(node) === 'url' && isPage(node.callee.object)) {
        return 'url';
      }
      // A locator may be made of what was read.
      if (/^(getBy|locator$|filter$)/.test(methodOf(node) ?? '')) {
        return undefined;
      }
      if (node.type === 'Identifier') {
        return readIn(givenTo(node), seen);
      }
      const children = (sourceCode.visitorKeys[node.type] ?? []).filter(
        // The name of a member is no variable.
        key => !((node.type === 'MemberExpression' && key === 'property' && !node.computed) || (node.type === 'Property' && key === 'key')),
      );
      return children.flatMap(key => node[key]).map(child => readIn(child, seen)).find(found => found !== undefined);
    }

    /** What is awaited: a read, or a function that reads the page it is given. What is fetched by what was read is no read. */
    function awaitedRead(call) {
      const method = methodOf(call);
      if (method !== undefined) {
        return READS.has(method) && call.callee.object.name !== 'Promise' ? method : undefined;
      }
      const given = call.type === 'CallExpression' ? call.arguments.at(0) : undefined;
      return given !== undefined && isPage(given) && call.callee.type === 'Identifier' ? call.callee.name : undefined;
    }

    function isPage(node) {
      return node.type === 'Identifier' && node.name === 'page';
    }

    /** What a constant was given where it was declared. */
    function givenTo(identifier) {
      let scope = sourceCode.getScope(identifier);
      while (scope !== null && !scope.set.has(identifier.name)) {
        scope = scope.upper;
      }
      const definition = scope?.set.get(identifier.name)?.defs.at(0);
      return definition?.type === 'Variable' && definition.parent.kind === 'const' ? (definition.node.init ?? null) : null;
    }

    return {
      CallExpression(node) {
        if (methodOf(node) === 'all' && node.arguments.length === 0) {
          context.report({ node, messageId: 'all' });
        }
        if (isExpect(node) && node.arguments[0] !== undefined) {
          const method = readIn(node.arguments[0], new Set());
          if (method !== undefined) {
            context.report({ node, messageId: 'once', data: { method } });
          }
        }
      },
    };
  },
};
