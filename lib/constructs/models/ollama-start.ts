/**
 * Serves, and fetches the models that are missing. What has been fetched stays, so it starts without a network later; a fetch
 * that fails is tried again, while the check says what is missing. A signal to stop reaches the server at any time.
 */
export const OLLAMA_START = `ollama serve &
server=$!
trap 'kill "$server" 2> /dev/null' TERM INT
until ollama list > /dev/null 2>&1; do
  kill -0 "$server" 2> /dev/null || exit 1
  sleep 1
done
for model do
  until ollama show "$model" > /dev/null 2>&1; do
    kill -0 "$server" 2> /dev/null || exit 1
    ollama pull "$model" &
    wait "$!" || sleep 5
  done
done
wait "$server"
wait "$server"`;

/** Whether all models are there. */
export const OLLAMA_HEALTH = 'for model do ollama show "$model" > /dev/null || exit 1; done';
