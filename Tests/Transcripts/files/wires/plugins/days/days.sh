# Answers every article with the same day.
while read -r message; do
  case $message in
    *'"method":"initialize"'*) echo '{"name":"days","version":"0.1.0","api":1}' ;;
    *'"method":"shutdown"'*) exit ;;
    *)
      number=${message#*'"seq":'}
      echo "{\"seq\":${number%%,*},\"annotations\":[{\"layer\":\"timex\",\"label\":\"DATE\",\"spans\":[[47,55]],\"attributes\":{\"value\":\"2026-04-30\"}}]}"
      ;;
  esac
done
