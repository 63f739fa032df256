// The library asks for Object.hasOwn as it loads; Chrome has it since version 93, our oldest phones have 80.
Object.hasOwn ??= (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key)

export {}
