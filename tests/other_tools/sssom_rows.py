"""Prints how many mappings the reference tool of SSSOM reads from a file; fails where the file is not valid."""

import logging
import sys

from sssom.constants import SchemaValidationType
from sssom.parsers import parse_sssom_table
from sssom.validators import validate

logging.disable(logging.WARNING)
mappings = parse_sssom_table(sys.argv[1])
validate(mappings, [SchemaValidationType.JsonSchema, SchemaValidationType.PrefixMapCompleteness])
print(len(mappings.df))
