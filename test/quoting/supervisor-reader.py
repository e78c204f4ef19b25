"""Reads supervisord.conf as supervisord 4 does: an INI file whose values are expanded, commands split, variables paired."""
import configparser
import json
import shlex
import sys

config = configparser.RawConfigParser(inline_comment_prefixes=(";", "#"), strict=False)
config.optionxform = str
config.read_file(sys.stdin)


def pairs(text):
    lexer = shlex.shlex(text)
    lexer.wordchars += "/.+-():"
    tokens = list(lexer)
    found = {}
    for at in range(0, len(tokens), 4):
        key, equals, value = tokens[at:at + 3]
        assert equals == "=", tokens
        found[key] = value.strip("'\"")
    return found


programs = {}
for section in config.sections():
    if not section.startswith("program:"):
        continue
    value = {name: text % {"here": ""} for name, text in config.items(section)}
    programs[section[8:]] = {
        "command": shlex.split(value["command"]),
        "directory": value.get("directory"),
        "environment": pairs(value.get("environment", "")),
    }
json.dump(programs, sys.stdout)
