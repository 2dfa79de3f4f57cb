import PostilCore
