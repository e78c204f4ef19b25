# Kills the first process of a container, from outside, as the kernel does when memory is short.
kill -9 "$(basename "$(process_of "$1")")"
