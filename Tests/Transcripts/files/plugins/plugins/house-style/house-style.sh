# Answers every article with the same annotation.
while read -r message; do
  case $message in
    *'"method":"initialize"'*) echo '{"name":"house-style","version":"0.1.0","api":1}' ;;
    *'"method":"shutdown"'*) exit ;;
    *)
      number=${message#*'"seq":'}
      echo "{\"seq\":${number%%,*},\"annotations\":[{\"layer\":\"entity\",\"label\":\"MISC\",\"spans\":[[0,5]]}]}"
      ;;
  esac
done
