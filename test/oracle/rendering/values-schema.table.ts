/** A schema with the keywords of the drafts 4 to 7, as its file holds it. */
export const VALUES_SCHEMA = `{
 "$schema": "http://json-schema.org/draft-07/schema#",
 "type": "object",
 "required": [
  "need"
 ],
 "definitions": {
  "port": {
   "type": "integer",
   "minimum": 1,
   "maximum": 65535
  }
 },
 "properties": {
  "p": {
   "$ref": "#/definitions/port"
  },
  "e": {
   "enum": [
    "a",
    1,
    null,
    {
     "x": 1
    }
   ]
  },
  "k": {
   "const": "z"
  },
  "s": {
   "type": [
    "string",
    "null"
   ],
   "minLength": 3,
   "maxLength": 5,
   "pattern": "^a"
  },
  "any": {
   "anyOf": [
    {
     "type": "string"
    },
    {
     "type": "object",
     "properties": {
      "q": {
       "type": "integer"
      }
     }
    }
   ]
  },
  "one": {
   "oneOf": [
    {
     "type": "integer"
    },
    {
     "type": "number"
    }
   ]
  },
  "all": {
   "allOf": [
    {
     "type": "string"
    },
    {
     "minLength": 4
    }
   ]
  },
  "no": {
   "not": {
    "type": "string"
   }
  },
  "l": {
   "type": "array",
   "items": {
    "type": "string"
   },
   "minItems": 2,
   "uniqueItems": true,
   "maxItems": 3
  },
  "o": {
   "type": "object",
   "additionalProperties": false,
   "properties": {
    "a": {}
   },
   "minProperties": 2,
   "dependencies": {
    "a": [
     "b"
    ]
   },
   "propertyNames": {
    "pattern": "^[a-b]$"
   }
  },
  "m": {
   "multipleOf": 3,
   "exclusiveMinimum": 3,
   "exclusiveMaximum": 9
  },
  "f": {
   "format": "email"
  },
  "c": {
   "contains": {
    "const": 1
   }
  },
  "i": {
   "if": {
    "const": 1
   },
   "then": {
    "type": "string"
   },
   "else": {
    "type": "boolean"
   }
  },
  "pp": {
   "patternProperties": {
    "^x": {
     "type": "integer"
    }
   },
   "additionalProperties": {
    "type": "boolean"
   }
  },
  "t": {
   "items": [
    {
     "type": "string"
    }
   ],
   "additionalItems": false
  },
  "ipv": {
   "format": "ipv4"
  }
 }
}`;

/** Values for it, as `--set` takes them; what Helm makes of each is recorded (`test/data/oracle/helm.values-schema.json`). */
export const SCHEMA_SETS: readonly string[] = [
  "need=1",
  "need=1,p=0",
  "need=1,p=70000",
  "need=1,p=x",
  "need=1,e=b",
  "need=1,k=y",
  "need=1,s=ab",
  "need=1,s=1",
  "need=1,s=bbbbbbb",
  "need=1,any=1",
  "need=1,any.q=x",
  "need=1,one=1",
  "need=1,one=x",
  "need=1,all=abc",
  "need=1,all=1",
  "need=1,no=x",
  "need=1,l={a}",
  "need=1,l={a,a}",
  "need=1,l={a,b,1,d}",
  "need=1,o.a=1",
  "need=1,o.c=1",
  "need=1,o.a=1,o.b=2",
  "need=1,m=4",
  "need=1,m=3",
  "need=1,m=9",
  "need=1,f=x",
  "need=1,c={2}",
  "need=1,i=1",
  "need=1,i=2",
  "need=1,pp.x1=a",
  "need=1,pp.y=a",
  "need=1,t={a,b}",
  "need=1,ipv=1.2.3",
  "x=1",
  "need=1,t={1}",
  "need=1,l=x",
  "need=1,o=x",
];
